package io.tollgate.persistence.audit;

import static io.tollgate.persistence.PersistenceForTests.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.audit.Actor;
import io.tollgate.domain.audit.AuditEntry;
import io.tollgate.domain.audit.AuditFilter;
import io.tollgate.domain.audit.AuditTrail;
import io.tollgate.domain.audit.Change;
import io.tollgate.domain.configuration.Settings;
import io.tollgate.domain.configuration.Transactions;
import io.tollgate.domain.identity.UserId;
import io.tollgate.domain.tenant.TenantId;
import io.tollgate.persistence.PersistenceForTests;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;

class AuditTrailTests {

  private static final TenantId TENANT = TenantId.create();

  private final PersistenceForTests persistence = PersistenceForTests.start();
  private final AuditTrail trail = persistence.port(AuditTrail.class);

  @BeforeEach
  void makeChanges() {
    for (int n = 1; n <= 5; n++) {
      record(change(n, n % 2 == 0 ? TENANT : null));
    }
  }

  @AfterEach
  void close() {
    persistence.close();
  }

  @Test
  void listsTheNewestFirst() {
    assertThat(trail.entries(AuditFilter.ALL, null, 3).map(AuditEntry::sequence).toIterable())
        .containsExactly(5L, 4L, 3L);
    assertThat(trail.entries(AuditFilter.ALL, 3L, 10).map(AuditEntry::sequence).toIterable())
        .containsExactly(2L, 1L);
  }

  @Test
  void listsATenantsOwnEntriesOnly() {
    assertThat(
            trail.entries(AuditFilter.of(TENANT), null, 10).map(AuditEntry::sequence).toIterable())
        .containsExactly(4L, 2L);
    assertThat(trail.entries(AuditFilter.of(TenantId.create()), null, 10).toIterable()).isEmpty();
  }

  /** People type what they remember, and that has no wildcards. */
  @ParameterizedTest
  @CsvSource({
    "actor, enÉ, 5",
    "actor, R%e, 0",
    "action, THING_REN, 5",
    "action, g-r, 5",
    "action, g%r, 0"
  })
  void findsPartsOfANameAndOfAnAction(String field, String typed, int found) {
    var filter =
        field.equals("actor")
            ? new AuditFilter(null, typed, null, null, null, null)
            : new AuditFilter(null, null, typed, null, null, null);

    assertThat(trail.entries(filter, null, 10).toIterable()).hasSize(found);
  }

  /** A node's clock may be late: its entries are found by their moments nevertheless. */
  @Test
  void findsTheEntriesOfATime() {
    persistence
        .database()
        .execute(
            "update audit_entry set occurred_at = timestamptz '2026-03-01 12:00Z' + case sequence"
                + " when 1 then interval '-2 hours' when 2 then interval '5 seconds' when 3 then"
                + " interval '1 second' when 4 then interval '3 hours' else interval '4 hours'"
                + " end");
    var noon = Instant.parse("2026-03-01T12:00:00Z");

    assertThat(between(noon, noon.plusSeconds(10))).containsExactly(3L, 2L);
    assertThat(between(noon, noon.plusSeconds(3))).containsExactly(3L);
    assertThat(between(noon.plusSeconds(3), null)).containsExactly(5L, 4L, 2L);
    assertThat(between(null, noon)).containsExactly(1L);
  }

  private Iterable<Long> between(@Nullable Instant from, @Nullable Instant to) {
    var filter = new AuditFilter(null, null, null, null, from, to);
    return trail.entries(filter, null, 10).map(AuditEntry::sequence).toIterable();
  }

  @Test
  void keepsWhatWasChanged() {
    assertThat(get(trail.entries(AuditFilter.ALL, null, 1).next()).change())
        .isEqualTo(change(5, null));
  }

  @Test
  void findsAWholeChainWhole() {
    assertThat(get(trail.firstAlteration())).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "occurred_at = occurred_at + interval '1 microsecond'",
        "actor_id = gen_random_uuid()",
        "actor_id = null",
        "actor = 'somebody else'",
        "tenant_id = gen_random_uuid()",
        "action = 'thing.untouched'",
        "object_type = 'other'",
        "object_id = '77'",
        "before = '{\"name\":\"other\"}'",
        "after = after || '{\"more\":\"1\"}'",
        "after = '{\"name\":null}'",
        "after = '[]'",
        "previous_hash = sha256('x')",
        "hash = sha256('x')",
        "sequence = 33"
      })
  void findsAnyAlterationOfARow(String alteration) {
    persistence.database().execute("update audit_entry set " + alteration + " where sequence = 3");

    assertThat(get(trail.firstAlteration())).isGreaterThanOrEqualTo(3L);
  }

  @Test
  void findsARowThatIsGone() {
    persistence.database().execute("delete from audit_entry where sequence = 3");

    assertThat(get(trail.firstAlteration())).isEqualTo(4L);
  }

  @Test
  void findsThatTheNewestRowsAreGone() {
    persistence.database().execute("delete from audit_entry where sequence >= 4");

    assertThat(get(trail.firstAlteration())).isEqualTo(4L);
  }

  @Test
  void hasNoForksWhenManyWriteAtOnce() {
    Flux.range(6, 60)
        .flatMap(
            n ->
                persistence
                    .port(Transactions.class)
                    .write(
                        persistence.port(Settings.class).save("n" + n % 7, "" + n),
                        saved -> change(n, null)),
            12)
        .blockLast(Duration.ofMinutes(1));

    assertThat(get(trail.firstAlteration())).isNull();
    assertThat(get(trail.entries(AuditFilter.ALL, null, 1).next()).sequence()).isEqualTo(65);
  }

  private void record(Change change) {
    get(
        persistence
            .port(Transactions.class)
            .write(persistence.port(Settings.class).save("name", "value"), saved -> change));
  }

  private static Change change(int n, @Nullable TenantId tenant) {
    return new Change(
        new Actor(new UserId(new UUID(0, n)), "Renée"),
        tenant,
        "thing.renamed",
        "thing",
        "" + n,
        Map.of("name", "before", "zone", "UTC"),
        Map.of("name", "after \"" + n + "\"", "zone", "Z"));
  }
}
