package io.tollgate.persistence.database;

import static io.tollgate.persistence.PersistenceForTests.change;
import static io.tollgate.persistence.PersistenceForTests.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import io.r2dbc.pool.ConnectionPool;
import io.tollgate.domain.configuration.ConfigurationSource;
import io.tollgate.domain.configuration.Transactions;
import io.tollgate.domain.tenant.Tenants;
import io.tollgate.persistence.PersistenceForTests;
import io.tollgate.persistence.Samples;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class ConnectionPoolTests {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @Test
  void hasNoConnectionInUseAfterThousandsOfCancels() {
    try (var persistence = PersistenceForTests.start("tollgate.database.pool-sizes.portal=6")) {
      var tenants = persistence.port(Tenants.class);
      var transactions = persistence.port(Transactions.class);
      var source = persistence.port(ConfigurationSource.class);
      var tenant = Samples.tenant();
      persistence.write(tenants.save(tenant));
      var calls =
          List.<Mono<?>>of(
              tenants.find(tenant.id()),
              tenants.list(null, null, 50).collectList(),
              source.load(),
              transactions.write(tenants.save(tenant), saved -> change("tenant.saved")));
      var random = new Random(3);

      Flux.range(0, 10_000)
          .flatMap(
              n ->
                  calls
                      .get(n % 40 == 0 ? 3 : n % 3)
                      .timeout(Duration.ofNanos(random.nextInt(4_000_000)), Mono.empty())
                      .onErrorComplete(),
              64)
          .blockLast(Duration.ofMinutes(3));

      awaitIdle(persistence.pool("portal"));
      awaitIdle(persistence.pool("configuration"));
      assertThat(get(tenants.find(tenant.id()))).isEqualTo(tenant);
      assertThat(get(source.load()).tenants()).containsExactly(tenant);
    }
  }

  @Test
  void keepsNoBuffersOfReadsThatAreCancelled() {
    try (var persistence = PersistenceForTests.start("tollgate.database.pool-sizes.portal=6")) {
      var tenants = persistence.port(Tenants.class);
      persistence.write(Flux.range(0, 50).concatMap(n -> tenants.save(Samples.tenant())).last());
      var read = tenants.list(null, null, 50).collectList();
      cancelAtRandom(read, 2_000);
      awaitIdle(persistence.pool("portal"));
      var before = directMemory();

      cancelAtRandom(read, 10_000);
      awaitIdle(persistence.pool("portal"));

      assertThat(directMemory() - before).isLessThan(3 << 20);
    }
  }

  private static void cancelAtRandom(Mono<?> call, int times) {
    var random = new Random(3);
    Flux.range(0, times)
        .flatMap(n -> call.timeout(Duration.ofNanos(random.nextInt(8_000_000)), Mono.empty()), 32)
        .blockLast(Duration.ofMinutes(3));
  }

  private static long directMemory() {
    return ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT).metric().usedDirectMemory();
  }

  @Test
  void replacesConnectionsThatTheServerHasClosed() {
    try (var persistence = PersistenceForTests.start()) {
      var tenants = persistence.port(Tenants.class);
      Flux.range(0, 16)
          .flatMap(n -> tenants.list(null, null, 50).collectList(), 16)
          .blockLast(PATIENCE);

      persistence
          .database()
          .execute(
              "select pg_terminate_backend(pid) from pg_stat_activity"
                  + " where datname = current_database() and pid <> pg_backend_pid()");

      for (int n = 0; n < 16; n++) {
        assertThat(get(tenants.list(null, null, 50).collectList())).isEmpty();
      }
    }
  }

  @Test
  void replacesAConnectionThatFellSilent() throws Exception {
    try (var persistence = PersistenceForTests.start();
        var relay = SilencingRelay.to(persistence.database().port());
        var behind =
            PersistenceForTests.on(
                persistence.database(),
                "tollgate.database.port=" + relay.port(),
                "tollgate.database.validation-timeout=500ms")) {
      var source = behind.port(ConfigurationSource.class);
      assertThat(get(source.version())).isEqualTo(1);

      relay.silenceOpenConnections();

      assertThat(get(source.version())).isEqualTo(1);
    }
  }

  @Test
  void worksWithoutPreparedStatementsAndStatementTimeout() {
    try (var persistence =
        PersistenceForTests.start(
            "tollgate.database.prepared-statements=0", "tollgate.database.statement-timeout=0s")) {
      var tenants = persistence.port(Tenants.class);
      var tenant = Samples.tenant();
      persistence.write(tenants.save(tenant));

      assertThat(get(tenants.find(tenant.id()))).isEqualTo(tenant);
    }
  }

  @Test
  void tellsTheServerWhoCallsAndHowLongItMayTake() {
    try (var persistence = PersistenceForTests.start("tollgate.database.statement-timeout=7s")) {
      assertThat(shown(persistence, "application_name")).isEqualTo("tollgate-portal");
      assertThat(shown(persistence, "statement_timeout")).isEqualTo("7s");
      assertThat(shown(persistence, "plan_cache_mode")).isEqualTo("force_custom_plan");
    }
  }

  private static String shown(PersistenceForTests persistence, String setting) {
    var database = DatabaseClient.create(persistence.pool("portal"));
    return get(database.sql("show " + setting).mapValue(String.class).one());
  }

  @Test
  void takesAUrl() {
    try (var persistence = PersistenceForTests.start()) {
      var database = persistence.database();
      try (var byUrl =
          PersistenceForTests.on(
              database,
              "tollgate.database.url=" + database.r2dbcUrl(),
              "tollgate.database.host=nowhere.invalid")) {
        assertThat(get(byUrl.port(ConfigurationSource.class).version())).isEqualTo(1);
      }
    }
  }

  private static void awaitIdle(ConnectionPool pool) {
    var metrics = pool.getMetrics().orElseThrow();
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    while ((metrics.acquiredSize() > 0 || metrics.pendingAcquireSize() > 0)
        && System.nanoTime() < deadline) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
    assertThat(metrics.acquiredSize()).isZero();
    assertThat(metrics.pendingAcquireSize()).isZero();
  }
}
