package io.tollgate.persistence.configuration;

import static io.tollgate.persistence.PersistenceForTests.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.application.Applications;
import io.tollgate.domain.application.Credentials;
import io.tollgate.domain.catalogue.Apis;
import io.tollgate.domain.catalogue.Lifecycle;
import io.tollgate.domain.configuration.ConfigurationSource;
import io.tollgate.domain.subscription.Subscriptions;
import io.tollgate.domain.tenant.Tenants;
import io.tollgate.persistence.PersistenceForTests;
import io.tollgate.persistence.Samples;
import io.tollgate.persistence.World;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConfigurationSourceTests {

  private final PersistenceForTests persistence = PersistenceForTests.start();
  private final ConfigurationSource source = persistence.port(ConfigurationSource.class);
  private World world;

  @BeforeEach
  void store() {
    world = World.storedIn(persistence);
  }

  @AfterEach
  void close() {
    persistence.close();
  }

  @Test
  void loadsAnEmptyDatabase() {
    try (var empty = PersistenceForTests.start()) {
      var configuration = get(empty.port(ConfigurationSource.class).load());

      assertThat(configuration.version()).isEqualTo(1);
      assertThat(configuration.tenants()).isEmpty();
    }
  }

  @Test
  void loadsEverythingThatAGatewayNeeds() {
    var configuration = get(source.load());

    assertThat(configuration.version()).isEqualTo(get(source.version()));
    assertThat(configuration.tenants()).containsOnly(world.consumer(), world.owner());
    assertThat(configuration.applications()).containsExactly(world.application());
    assertThat(configuration.credentials()).containsExactly(world.credential());
    assertThat(configuration.subscriptions()).containsExactly(world.subscription());
    assertThat(configuration.apis()).containsExactly(world.api());
    assertThat(configuration.plans()).containsExactly(world.plan());
    assertThat(configuration.routes()).containsExactly(world.route());
    assertThat(configuration.models()).containsExactly(world.model());
    assertThat(configuration.deployments()).containsExactly(world.deployment());
    assertThat(configuration.providers()).containsExactly(world.provider());
    assertThat(configuration.prices()).containsExactly(world.price());
  }

  @Test
  void leavesOutCredentialsThatOpenNothing() {
    var credentials = persistence.port(Credentials.class);
    var expiring =
        Samples.credential(world.application()).expiringAt(Instant.now().plusSeconds(3600));
    var expired = Samples.credential(world.application()).expiringAt(Samples.NOW);
    persistence.write(credentials.save(expiring));
    persistence.write(credentials.save(expired));
    persistence.write(credentials.save(world.credential().revokedAt(Samples.NOW)));

    assertThat(get(source.load()).credentials())
        .extracting(credential -> credential.id())
        .containsExactly(expiring.id());
  }

  @Test
  void leavesOutSubscriptionsThatHaveEnded() {
    var subscriptions = persistence.port(Subscriptions.class);
    var application = Samples.application(world.consumer());
    var suspended =
        Samples.subscription(application, world.api(), world.plan())
            .approve(world.user().id(), Samples.NOW)
            .suspend("too much", world.user().id(), Samples.NOW);
    persistence.write(
        persistence
            .port(Applications.class)
            .save(application)
            .then(subscriptions.save(suspended))
            .then(
                subscriptions.save(
                    world.subscription().reject("no", world.user().id(), Samples.NOW))));

    assertThat(get(source.load()).subscriptions()).containsExactly(suspended);
  }

  @Test
  void leavesOutApisThatAreNotServedWithTheirPlansAndRoutes() {
    var apis = persistence.port(Apis.class);
    persistence.write(apis.save(world.api().moveTo(Lifecycle.RETIRED, Samples.NOW)));

    var configuration = get(source.load());

    assertThat(configuration.apis()).isEmpty();
    assertThat(configuration.plans()).isEmpty();
    assertThat(configuration.routes()).isEmpty();
  }

  @Test
  void leavesOutARowThatMakesNoSenseAndLoadsTheRest() {
    persistence.write(persistence.port(Tenants.class).save(Samples.tenant()));
    persistence
        .database()
        .execute(
            "update tenant set time_zone = 'Atlantis/Capital' where id = '"
                + world.consumer().id()
                + "'");

    var configuration = get(source.load());

    assertThat(configuration.tenants())
        .hasSize(2)
        .extracting(tenant -> tenant.id())
        .doesNotContain(world.consumer().id());
    assertThat(configuration.unreadable())
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.objectId()).isEqualTo(world.consumer().id().value());
          assertThat(problem.reason()).contains("Atlantis/Capital");
        });
  }
}
