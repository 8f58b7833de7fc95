package io.tollgate.persistence.configuration;

import static io.tollgate.persistence.PersistenceForTests.change;
import static io.tollgate.persistence.PersistenceForTests.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollgate.domain.AlreadyExists;
import io.tollgate.domain.audit.AuditFilter;
import io.tollgate.domain.audit.AuditTrail;
import io.tollgate.domain.configuration.ConfigurationSource;
import io.tollgate.domain.configuration.Transactions;
import io.tollgate.domain.tenant.Tenant;
import io.tollgate.domain.tenant.Tenants;
import io.tollgate.persistence.PersistenceForTests;
import io.tollgate.persistence.Samples;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class TransactionsTests {

  private static PersistenceForTests persistence;

  private final Transactions transactions = persistence.port(Transactions.class);
  private final Tenants tenants = persistence.port(Tenants.class);
  private final AuditTrail trail = persistence.port(AuditTrail.class);
  private final ConfigurationSource source = persistence.port(ConfigurationSource.class);

  @BeforeAll
  static void start() {
    persistence = PersistenceForTests.start();
  }

  @AfterAll
  static void stop() {
    persistence.close();
  }

  @Test
  void writesTheChangeItsAuditEntryAndTheNextVersion() {
    var version = get(source.version());
    var tenant = Samples.tenant();

    get(transactions.write(tenants.save(tenant), saved -> change("tenant.created")));

    assertThat(get(tenants.find(tenant.id()))).isEqualTo(tenant);
    assertThat(get(source.version())).isEqualTo(version + 1);
    assertThat(get(trail.entries(AuditFilter.ALL, null, 1).next()).change())
        .isEqualTo(change("tenant.created"));
  }

  @Test
  void keepsNothingWhenTheWriteFails() {
    var version = get(source.version());
    var tenant = Samples.tenant();

    assertThatThrownBy(() ->
            get(
                transactions.write(
                    tenants.save(tenant).then(Mono.error(new IllegalStateException("no"))),
                    written -> change("never"))))
        .hasMessage("no");

    assertThat(get(tenants.find(tenant.id()))).isNull();
    assertThat(get(source.version())).isEqualTo(version);
  }

  @Test
  void keepsNothingWhenTheAuditEntryCannotBeMade() {
    var version = get(source.version());
    var tenant = Samples.tenant();

    assertThatThrownBy(() ->
            get(
                transactions.write(
                    tenants.save(tenant),
                    written -> {
                      throw new IllegalStateException("no entry");
                    })))
        .hasMessage("no entry");

    assertThat(get(tenants.find(tenant.id()))).isNull();
    assertThat(get(source.version())).isEqualTo(version);
  }

  @Test
  void keepsNothingOfAWriteThatEmitsNothing() {
    var version = get(source.version());
    var tenant = Samples.tenant();

    assertThat(get(transactions.write(tenants.save(tenant).then(), written -> change("never"))))
        .isNull();

    assertThat(get(tenants.find(tenant.id()))).isNull();
    assertThat(get(source.version())).isEqualTo(version);
  }

  @Test
  void joinsTheWriteAroundIt() {
    var version = get(source.version());
    var inner = Samples.tenant();
    var outer = Samples.tenant();

    get(
        transactions.write(
            transactions
                .write(tenants.save(inner), saved -> change("inner.created"))
                .then(tenants.save(outer)),
            saved -> change("outer.created")));

    assertThat(get(source.version())).isEqualTo(version + 1);
    assertThat(
            trail
                .entries(AuditFilter.ALL, null, 2)
                .map(entry -> entry.change().action())
                .toIterable())
        .containsExactly("outer.created", "inner.created");
  }

  @Test
  void undoesTheInnerWriteWithTheOuterOne() {
    var inner = Samples.tenant();

    assertThatThrownBy(() ->
            get(
                transactions.write(
                    transactions
                        .write(tenants.save(inner), saved -> change("inner.created"))
                        .then(Mono.error(new IllegalStateException("no"))),
                    saved -> change("outer.created"))))
        .hasMessage("no");

    assertThat(get(tenants.find(inner.id()))).isNull();
  }

  @Test
  void saysInTheDomainsWordsWhatIsTaken() {
    var tenant = Samples.tenant();
    persistence.write(tenants.save(tenant));
    var other = Samples.tenant();
    var sameSlug =
        new Tenant(
            other.id(),
            tenant.slug(),
            other.name(),
            other.kind(),
            other.status(),
            other.timeZone(),
            other.createdAt());

    assertThatThrownBy(() -> persistence.write(tenants.save(sameSlug)))
        .isInstanceOfSatisfying(
            AlreadyExists.class, taken -> assertThat(taken.field()).isEqualTo("slug"));
  }

  @Test
  void tellsThoseWhoListenOfEachVersion() throws InterruptedException {
    var before = get(source.version());
    var heard = new LinkedBlockingQueue<Long>();
    var listening = source.changes().subscribe(heard::add);
    try {
      assertThat(heard.poll(30, TimeUnit.SECONDS)).isEqualTo(before);

      persistence.write(tenants.save(Samples.tenant()));

      assertThat(heard.poll(30, TimeUnit.SECONDS)).isEqualTo(before + 1);
    } finally {
      listening.dispose();
    }
  }

  @Test
  void endsTheHintsWithAnErrorWhenTheServerHangsUp() throws InterruptedException {
    var started = new CountDownLatch(1);
    var ended = new CountDownLatch(1);
    source
        .changes()
        .subscribe(version -> started.countDown(), failed -> ended.countDown(), ended::countDown);
    assertThat(started.await(30, TimeUnit.SECONDS)).isTrue();

    persistence
        .database()
        .execute(
            "select pg_terminate_backend(pid) from pg_stat_activity"
                + " where application_name = 'tollgate-hints' and datname = current_database()");

    assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void letsWritesOfManyCallersFollowEachOther() {
    var version = get(source.version());

    Flux.range(0, 40)
        .flatMap(
            n -> transactions.write(tenants.save(Samples.tenant()), saved -> change("n" + n)), 40)
        .blockLast(Duration.ofMinutes(1));

    assertThat(get(source.version())).isEqualTo(version + 40);
    assertThat(get(trail.firstAlteration())).isNull();
  }

  @Test
  void carriesAWriteThroughWhenItsCallerGoesAway() throws InterruptedException {
    var tenant = Samples.tenant();
    var written = new CountDownLatch(1);
    var caller =
        transactions
            .write(
                tenants.save(tenant).delayElement(Duration.ofMillis(50)),
                saved -> {
                  written.countDown();
                  return change("tenant.created");
                })
            .subscribe();
    caller.dispose();

    assertThat(written.await(30, TimeUnit.SECONDS)).isTrue();
    persistence.write(tenants.save(Samples.tenant()));
    assertThat(get(tenants.find(tenant.id()))).isEqualTo(tenant);
  }
}
