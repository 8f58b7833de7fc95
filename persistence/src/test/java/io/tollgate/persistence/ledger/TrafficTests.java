package io.tollgate.persistence.ledger;

import static io.tollgate.persistence.PersistenceForTests.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.id.UuidV7;
import io.tollgate.domain.ledger.Ledger;
import io.tollgate.domain.ledger.LedgerEntry;
import io.tollgate.domain.ledger.LedgerEntry.Attempt;
import io.tollgate.domain.ledger.LedgerEntry.Destination;
import io.tollgate.domain.ledger.Traffic;
import io.tollgate.domain.ledger.TrafficQueries;
import io.tollgate.domain.model.DeploymentId;
import io.tollgate.domain.model.ModelId;
import io.tollgate.persistence.PersistenceForTests;
import io.tollgate.persistence.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TrafficTests {

  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  private final PersistenceForTests persistence = PersistenceForTests.start();
  private World world;

  @BeforeEach
  void makeAWorld() {
    world = World.storedIn(persistence);
  }

  @AfterEach
  void close() {
    persistence.close();
  }

  @Test
  void knowsNothingWhereNobodyCalled() {
    var traffic = get(queries().of(ModelId.create(), NOW));

    assertThat(traffic.whole()).isEqualTo(Traffic.NONE);
    assertThat(traffic.deployments()).isEmpty();
  }

  @Test
  void takesTheTimesOfTheLastDay() {
    for (int n = 1; n <= 100; n++) {
      append(NOW.minusSeconds(n), Duration.ofMillis(n), ok(deployment()));
    }
    append(NOW.minus(Duration.ofHours(25)), Duration.ofSeconds(9), ok(deployment()));
    append(NOW.minusSeconds(5), null, ok(deployment()));
    append(NOW.plusSeconds(5), Duration.ofSeconds(9), ok(deployment()));

    var traffic = get(queries().of(world.model().id(), NOW)).whole();

    assertThat(traffic.timed()).isEqualTo(100);
    assertThat(traffic.median()).isEqualTo(Duration.ofNanos(50_500_000));
    assertThat(traffic.p95()).isEqualTo(Duration.ofNanos(95_050_000));
    assertThat(traffic.calls()).isEqualTo(102);
    assertThat(traffic.failed()).isZero();
  }

  /**
   * A deployment that another had to step in for is to blame, and the other's time is not its own.
   */
  @Test
  void blamesTheDeploymentThatFailed() {
    var broken = DeploymentId.create();
    append(NOW.minusSeconds(1), Duration.ofMillis(700), failed(broken, 503), ok(deployment()));
    append(NOW.minusSeconds(2), Duration.ofMillis(100), ok(deployment()));
    append(NOW.minusSeconds(3), null, failed(broken, null));
    append(NOW.minusSeconds(4), null, failed(deployment(), 400));
    append(NOW.minusSeconds(5), null, failed(deployment(), 429));
    append(NOW.minus(Duration.ofDays(31)), null, failed(deployment(), 500));

    var traffic = get(queries().of(world.model().id(), NOW));

    assertThat(traffic.deployments())
        .containsOnlyKeys(broken, deployment())
        .containsEntry(broken, new Traffic(0, null, null, 2, 2))
        .containsEntry(
            deployment(), new Traffic(1, Duration.ofMillis(100), Duration.ofMillis(100), 4, 1));
    assertThat(traffic.whole().calls()).isEqualTo(6);
    assertThat(traffic.whole().failed()).isEqualTo(3);
  }

  private TrafficQueries queries() {
    return persistence.port(TrafficQueries.class);
  }

  private DeploymentId deployment() {
    return world.deployment().id();
  }

  private static Attempt ok(DeploymentId deployment) {
    return new Attempt(new Destination.Deployed(deployment), 200, null, Duration.ofMillis(1));
  }

  private static Attempt failed(DeploymentId deployment, @Nullable Integer status) {
    return new Attempt(
        new Destination.Deployed(deployment), status, "upstream_error", Duration.ofMillis(1));
  }

  private void append(Instant startedAt, @Nullable Duration firstToken, Attempt... attempts) {
    var entry = LedgerEntries.of(world, startedAt);
    var told =
        new LedgerEntry(
            UuidV7.at(startedAt),
            startedAt,
            null,
            entry.node(),
            entry.tenant(),
            entry.ownerTenant(),
            entry.application(),
            entry.credential(),
            entry.subscription(),
            entry.api(),
            entry.plan(),
            entry.operation(),
            firstToken != null,
            entry.originalModel(),
            entry.requestModel(),
            entry.responseModel(),
            entry.model(),
            entry.deployment(),
            entry.provider(),
            entry.outcome(),
            entry.httpStatus(),
            null,
            null,
            entry.usageSource(),
            entry.usage(),
            entry.price(),
            entry.cost(),
            List.of(attempts),
            entry.explanation(),
            entry.gatewayTime(),
            firstToken,
            entry.total());
    get(persistence.port(Ledger.class).append(List.of(told)));
  }
}
