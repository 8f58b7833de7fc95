package io.tollgate.persistence.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.audit.AuditFilter;
import io.tollgate.domain.tenant.TenantId;
import io.tollgate.persistence.PersistenceForTests;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;

/** How PostgreSQL looks for audit entries when there are many. */
class AuditSearchTests {

  private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private static final Pattern ROWS =
      Pattern.compile("actual rows=([0-9]+)|Removed by Filter: ([0-9]+)");

  private static PersistenceForTests persistence;

  /** 60,000 entries, one a minute: by a hundred people, for a hundred tenants. */
  @BeforeAll
  static void fill() {
    persistence = PersistenceForTests.start();
    persistence
        .database()
        .execute(
            """
            insert into audit_entry
            select
              n, timestamptz '2026-01-01 00:00Z' + n * interval '1 minute', null,
              case when n % 20000 = 7 then 'grace@example.com'
                else 'person' || n % 100 || '@example.com' end,
              ('00000000-0000-0000-0000-' || lpad((n % 100)::text, 12, '0'))::uuid,
              case when n % 15000 = 9 then 'provider.secret-replaced' else 'plan.edited' end,
              'plan', 'object-' || n % 10000, '{}', '{}', 'x', sha256(n::text::bytea)
            from generate_series(1, 60000) n
            """,
            "analyze audit_entry");
  }

  @AfterAll
  static void close() {
    persistence.close();
  }

  @Test
  void aRarePersonIsFoundByAnIndex() {
    assertThat(plan(new AuditFilter(null, "Grace@", null, null, null, null), null))
        .contains("audit_entry_actor");
  }

  @Test
  void aRareActionIsFoundByAnIndex() {
    assertThat(plan(new AuditFilter(null, null, "secret_repl", null, null, null), null))
        .contains("audit_entry_action");
  }

  @Test
  void anObjectIsFoundByAnIndex() {
    assertThat(plan(new AuditFilter(null, null, null, "object-77", null, null), null))
        .contains("audit_entry_object_id");
  }

  @Test
  void aTenantsPageIsReadFromItsIndex() {
    assertThat(plan(AuditFilter.of(new TenantId(new UUID(0, 7))), 30_000L))
        .contains("audit_entry_tenant");
  }

  /** Neither the entries before a time are read, nor those after it. */
  @Test
  void aTimeIsTurnedIntoNumbersByAnIndex() {
    var from = FIRST.plus(Duration.ofDays(10));
    var filter = new AuditFilter(null, null, null, null, from, from.plus(Duration.ofDays(1)));

    var plan = plan(filter, null);

    assertThat(plan).contains("audit_entry_moment", "audit_entry_pkey").doesNotContain("Seq Scan");
    assertThat(rowsLookedAt(plan)).isLessThan(300);
  }

  /** What was done often is not collected first: the newest entries have enough of it. */
  @Test
  void aPageCostsTheSameWhereverItLies() {
    for (long before : new long[] {60_000, 30_000, 1_000}) {
      var plan = plan(AuditFilter.ALL, before);
      assertThat(plan).contains("audit_entry_pkey").doesNotContain("Sort");
      assertThat(rowsLookedAt(plan)).isLessThan(100);
    }
    assertThat(plan(new AuditFilter(null, "example", "plan", null, null, null), 30_000L))
        .contains("audit_entry_pkey")
        .doesNotContain("Sort");
  }

  private static String plan(AuditFilter filter, @Nullable Long before) {
    var search = AuditSearch.of(filter, before);
    return String.join(
        "\n",
        DatabaseClient.create(persistence.pool("portal"))
            .sql("explain (analyze, timing off) select * from audit_entry " + search)
            .bindValues(search.values())
            .bind("limit", 51)
            .mapValue(String.class)
            .all()
            .collectList()
            .block(PATIENCE));
  }

  /** The rows that the node with the condition on numbers gave, and those it dropped. */
  private static long rowsLookedAt(String plan) {
    return ROWS.matcher(plan)
        .results()
        .mapToLong(
            found -> Long.parseLong(found.group(1) == null ? found.group(2) : found.group(1)))
        .max()
        .orElseThrow();
  }
}
