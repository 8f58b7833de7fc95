package io.tollgate.persistence.application;

import static io.tollgate.persistence.PersistenceForTests.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollgate.domain.application.Application;
import io.tollgate.domain.application.Applications;
import io.tollgate.domain.application.Credential;
import io.tollgate.domain.application.CredentialCount;
import io.tollgate.domain.application.CredentialFilter;
import io.tollgate.domain.application.CredentialFilter.State;
import io.tollgate.domain.application.CredentialId;
import io.tollgate.domain.application.CredentialTotals;
import io.tollgate.domain.application.Credentials;
import io.tollgate.domain.tenant.Tenant;
import io.tollgate.domain.tenant.TenantId;
import io.tollgate.domain.tenant.Tenants;
import io.tollgate.persistence.PersistenceForTests;
import io.tollgate.persistence.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;

/** The keys of an application that has very many. */
class CredentialPagesTests {

  private static final CredentialFilter ALL = new CredentialFilter(null, null, Samples.NOW);

  private static PersistenceForTests persistence;
  private static Tenant tenant;
  private static Application crowded;
  private static Application other;

  private final Credentials credentials = persistence.port(Credentials.class);

  /** 100,000 keys, two at each second; every tenth was revoked, every hundredth was used. */
  @BeforeAll
  static void fill() {
    persistence = PersistenceForTests.start();
    tenant = Samples.tenant();
    crowded = Samples.application(tenant);
    other = Samples.application(tenant);
    var applications = persistence.port(Applications.class);
    persistence.write(
        persistence
            .port(Tenants.class)
            .save(tenant)
            .then(applications.save(crowded))
            .then(applications.save(other)));
    persistence
        .database()
        .execute(
            """
            insert into credential (
              id, application_id, name, prefix, hash, created_at, revoked_at, last_used_at)
            select
              gen_random_uuid(), '%s', 'Key ' || n, 'tg_' || n, sha256(n::text::bytea),
              timestamptz '2026-01-01 00:00Z' + n / 2 * interval '1 second',
              case when n %% 10 = 0 then timestamptz '2026-02-01 00:00Z' end,
              case when n %% 100 = 1 then timestamptz '2026-02-02 00:00Z' end
            from generate_series(1, 100000) n
            """
                .formatted(crowded.id()),
            "analyze credential");
  }

  @AfterAll
  static void close() {
    persistence.close();
  }

  @Test
  void aPageIsReadFromItsIndexWhereverItLies() {
    var first = page(ALL, null, 51);
    var middle = middle();

    assertThat(first).extracting(Credential::name).startsWith("Key 100000");
    assertThat(plan(ALL, null)).contains("credential_page").doesNotContain("Sort", "Seq Scan");
    assertThat(plan(ALL, middle)).contains("credential_page").doesNotContain("Sort", "Seq Scan");
  }

  @Test
  void pagesHoldEachKeyOnceEvenWhereMomentsAreEqual() {
    var filter = new CredentialFilter("key 77", null, Samples.NOW);
    var whole = page(filter, null, 10_000);
    var read = new ArrayList<Credential>();
    List<Credential> page;
    do {
      page = page(filter, read.isEmpty() ? null : read.getLast().id(), 7);
      read.addAll(page);
    } while (page.size() == 7);

    assertThat(whole).hasSize(1111);
    assertThat(read).isEqualTo(whole);
  }

  @Test
  void keysAreFoundByNameInAnyCaseByTheirBeginningAndByState() {
    var named = page(new CredentialFilter("KEY 9999", null, Samples.NOW), null, 50);
    var begun = page(new CredentialFilter("tg_99990", null, Samples.NOW), null, 50);
    var ended = page(new CredentialFilter("Key 99990", State.ENDED, Samples.NOW), null, 50);
    var valid = page(new CredentialFilter("Key 99990", State.VALID, Samples.NOW), null, 50);

    assertThat(named).hasSize(11);
    assertThat(begun).extracting(Credential::name).containsExactly("Key 99990");
    assertThat(ended).isEqualTo(begun);
    assertThat(valid).isEmpty();
    assertThat(page(new CredentialFilter("%", null, Samples.NOW), null, 50)).isEmpty();
    assertThat(page(ALL, CredentialId.create(), 50)).isEmpty();
  }

  @Test
  void aKeyThatIsOverHasEnded() {
    var key = Samples.credential(other).expiringAt(Samples.NOW);
    persistence.write(credentials.save(key));

    var counts = credentials.counts(List.of(other.id()), Samples.NOW).collectList();
    var before = credentials.counts(List.of(other.id()), Samples.NOW.minusMillis(1)).collectList();

    assertThat(get(counts)).containsExactly(new CredentialCount(other.id(), 0, 1, 0));
    assertThat(get(before)).containsExactly(new CredentialCount(other.id(), 1, 0, 0));
    assertThat(key.isValid(Samples.NOW)).isFalse();
  }

  @Test
  void keysAreCountedWithoutBeingRead() {
    var counted = credentials.counts(List.of(crowded.id()), Samples.NOW).collectList();

    assertThat(get(counted))
        .containsExactly(new CredentialCount(crowded.id(), 90_000, 10_000, 1_000));
    assertThat(get(credentials.counts(List.of(), Samples.NOW).collectList())).isEmpty();
    assertThat(get(credentials.totals(tenant.id(), Samples.NOW)))
        .satisfies(totals -> assertThat(totals.valid()).isGreaterThanOrEqualTo(90_000))
        .satisfies(totals -> assertThat(totals.used()).isEqualTo(1_000));
    assertThat(get(credentials.totals(TenantId.create(), Samples.NOW)))
        .isEqualTo(new CredentialTotals(0, 0));
  }

  @Test
  void theHealthOfManyKeysIsAFewOfThemAndTwoNumbers() {
    var health = get(credentials.health(tenant.id(), Samples.NOW, 5));

    assertThat(health.all()).isGreaterThanOrEqualTo(90_000);
    assertThat(health.urgent()).isLessThanOrEqualTo(health.all());
    assertThat(health.worst()).hasSize(5);
  }

  @Test
  void aPageHasALargestSize() {
    assertThatThrownBy(() -> page(ALL, null, 10_001)).isInstanceOf(IllegalArgumentException.class);
  }

  private List<Credential> page(CredentialFilter filter, @Nullable CredentialId after, int limit) {
    return get(credentials.of(crowded.id(), filter, after, limit).collectList());
  }

  private CredentialId middle() {
    return page(new CredentialFilter("tg_50000", null, Samples.NOW), null, 1).getFirst().id();
  }

  private static String plan(CredentialFilter filter, @Nullable CredentialId after) {
    var search = CredentialSearch.of(crowded.id(), filter, after);
    return String.join(
        "\n",
        DatabaseClient.create(persistence.pool("portal"))
            .sql("explain select * from credential " + search)
            .bindValues(search.values())
            .bind("limit", 51)
            .mapValue(String.class)
            .all()
            .collectList()
            .block(Duration.ofMinutes(1)));
  }
}
