package io.tollgate.persistence;

import static io.tollgate.persistence.PersistenceForTests.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollgate.domain.AlreadyExists;
import io.tollgate.domain.catalogue.Api;
import io.tollgate.domain.catalogue.Apis;
import io.tollgate.domain.model.Models;
import io.tollgate.domain.model.Price;
import io.tollgate.domain.model.PriceId;
import io.tollgate.domain.provider.Provider;
import io.tollgate.domain.provider.Providers;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is published, and what it is served from, comes back as it was stored. */
class CatalogueRoundTripTests {

  @RegisterExtension private static final StoredWorld STORED = new StoredWorld();

  private final PersistenceForTests persistence = STORED.persistence();
  private final World world = STORED.world();

  private final Apis apis = persistence.port(Apis.class);
  private final Providers providers = persistence.port(Providers.class);
  private final Models models = persistence.port(Models.class);

  @Test
  void keepsApisWithTheirModels() {
    var model = Samples.model();
    persistence.write(models.save(model));
    var api = Samples.api(world.owner(), world.model(), model);
    persistence.write(apis.save(api));
    assertThat(get(apis.find(api.id()))).isEqualTo(api);

    var smaller = Samples.api(world.owner(), model);
    persistence.write(apis.save(smaller));
    persistence.write(apis.save(withId(smaller, api)));
    assertThat(get(apis.findBySlug(api.slug())).models()).containsExactly(model.id());
    assertThat(apis.all().toIterable()).contains(smaller, world.api());
    assertThat(apis.of(world.consumer().id()).toIterable()).isEmpty();
  }

  @Test
  void keepsPlans() {
    assertThat(get(apis.findPlan(world.plan().id()))).isEqualTo(world.plan());
    assertThat(apis.plans(world.api().id()).toIterable()).containsExactly(world.plan());
  }

  @Test
  void keepsRoutes() {
    assertThat(get(apis.findRoute(world.route().id()))).isEqualTo(world.route());

    var another = Samples.route(world.api());
    persistence.write(apis.save(another));
    assertThat(apis.routes(world.api().id()).toIterable())
        .containsExactlyInAnyOrder(world.route(), another);

    persistence.write(apis.delete(another.id()).thenReturn(another));
    assertThat(apis.routes(world.api().id()).toIterable()).containsExactly(world.route());
  }

  @Test
  void keepsProviders() {
    var changed = world.provider().withSecret(null, null).withStatus(Provider.Status.DISABLED);
    persistence.write(providers.save(changed));

    assertThat(get(providers.find(changed.id()))).isEqualTo(changed);
    assertThat(get(providers.findBySlug(changed.slug()))).isEqualTo(changed);
    assertThat(providers.all().toIterable()).containsExactly(changed);
  }

  @Test
  void keepsModelsDeploymentsAndPrices() {
    var model = world.model();

    assertThat(get(models.find(model.id()))).isEqualTo(model);
    assertThat(get(models.findByName(model.name()))).isEqualTo(model);
    assertThat(models.all().toIterable()).contains(model);
    assertThat(get(models.findDeployment(world.deployment().id()))).isEqualTo(world.deployment());
    assertThat(models.deployments().toIterable()).containsExactly(world.deployment());
    assertThat(models.deployments(model.id()).toIterable()).containsExactly(world.deployment());
    assertThat(models.prices().toIterable()).containsExactly(world.price());
    assertThat(models.prices(model.id()).toIterable()).containsExactly(world.price());
  }

  @Test
  void refusesTwoPricesOfOneMoment() {
    var price = world.price();
    var other =
        new Price(
            PriceId.create(),
            price.model(),
            null,
            price.currency(),
            price.effectiveFrom(),
            1,
            1,
            null,
            null,
            null,
            null,
            null,
            null);

    assertThatThrownBy(() -> persistence.write(models.add(other)))
        .isInstanceOfSatisfying(
            AlreadyExists.class, taken -> assertThat(taken.field()).isEqualTo("effectiveFrom"));
  }

  private static Api withId(Api source, Api target) {
    return new Api(
        target.id(),
        target.tenant(),
        target.slug(),
        target.name(),
        target.summary(),
        target.description(),
        target.version(),
        target.kind(),
        target.lifecycle(),
        target.visibility(),
        target.basePath(),
        Set.copyOf(source.models()),
        null,
        null,
        target.strict(),
        target.responseDays(),
        target.createdAt(),
        target.publishedAt());
  }
}
