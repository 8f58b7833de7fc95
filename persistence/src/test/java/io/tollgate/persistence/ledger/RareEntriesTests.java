package io.tollgate.persistence.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.catalogue.ApiId;
import io.tollgate.domain.ledger.EntryFilter;
import io.tollgate.domain.ledger.LedgerScope;
import io.tollgate.domain.tenant.TenantId;
import io.tollgate.persistence.PersistenceForTests;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;

/** Pages of the request log of what is rare, or never was, in a ledger of very many entries. */
class RareEntriesTests {

  private static final Instant FROM = Instant.parse("2026-03-01T00:00:00Z");
  private static final Instant TO = Instant.parse("2026-03-31T00:00:00Z");
  private static final UUID TENANT = new UUID(0, 1);
  private static final Pattern ROWS =
      Pattern.compile("actual rows=([0-9]+)|Removed by Filter: ([0-9]+)");

  private static final List<LedgerScope> SCOPES =
      List.of(
          new LedgerScope.Platform(),
          new LedgerScope.Consumer(new TenantId(TENANT)),
          new LedgerScope.Owner(new TenantId(TENANT)));

  private static PersistenceForTests persistence;

  /** 50,000 entries of one tenant and one API; every tenth was refused with 429. */
  @BeforeAll
  static void fill() {
    persistence = PersistenceForTests.start();
    persistence
        .database()
        .execute(
            "select ensure_ledger_partitions(timestamptz '2026-03-01 00:00Z')",
            """
            insert into ledger_entry (
              request_id, started_at, node, tenant_id, owner_tenant_id, application_id,
              credential_id, api_id, operation, streamed, outcome, http_status, usage_source,
              gateway_micros, total_micros)
            select
              gen_random_uuid(), timestamptz '2026-03-01 00:00Z' + n * interval '50 seconds', 'n1',
              '%1$s', '%1$s', '%1$s', '%1$s', '%1$s', 'chat', false,
              case when n %% 10 = 0 then 'refused' else 'completed' end,
              case when n %% 10 = 0 then 429 else 200 end, 'none', 1, 1
            from generate_series(1, 50000) n
            """
                .formatted(TENANT),
            "analyze ledger_entry");
  }

  @AfterAll
  static void close() {
    persistence.close();
  }

  @Test
  void aStatusThatNeverWasIsFoundNotToBeWithoutReadingTheLedger() {
    for (var scope : SCOPES) {
      assertThat(rowsLookedAt(scope, filter(null, 413))).isLessThan(100);
    }
  }

  @Test
  void anApiWithoutCallsIsFoundToHaveNoneWithoutReadingTheLedger() {
    for (var scope : SCOPES) {
      assertThat(rowsLookedAt(scope, filter(ApiId.create(), null))).isLessThan(100);
    }
  }

  @Test
  void whatIsUsualFillsAPageAtOnce() {
    for (var scope : SCOPES) {
      assertThat(rowsLookedAt(scope, filter(null, 200))).isLessThan(1000);
      assertThat(rowsLookedAt(scope, filter(null, 429))).isLessThan(1000);
      assertThat(rowsLookedAt(scope, filter(new ApiId(TENANT), 429))).isLessThan(1000);
    }
  }

  private static EntryFilter filter(@Nullable ApiId api, @Nullable Integer status) {
    return new EntryFilter(FROM, TO, null, null, api, null, null, status);
  }

  private static long rowsLookedAt(LedgerScope scope, EntryFilter filter) {
    var conditions = R2dbcLedgerQueries.page(scope, filter, null);
    var statement =
        "explain (analyze, timing off) select * from ledger_entry where "
            + conditions
            + R2dbcLedgerQueries.NEWEST_FIRST;
    var plan =
        conditions
            .bindTo(DatabaseClient.create(persistence.pool("portal")).sql(statement))
            .bind("limit", 51)
            .mapValue(String.class)
            .all()
            .collectList()
            .block(Duration.ofMinutes(1));
    return ROWS.matcher(String.join("\n", plan))
        .results()
        .mapToLong(
            found -> Long.parseLong(found.group(1) == null ? found.group(2) : found.group(1)))
        .max()
        .orElseThrow();
  }
}
