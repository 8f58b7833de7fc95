package io.tollgate.portal.model;

import io.tollgate.domain.authorization.Viewer;
import io.tollgate.domain.model.Deployment;
import io.tollgate.domain.model.Model;
import io.tollgate.domain.model.ModelId;
import io.tollgate.domain.model.Price;
import io.tollgate.domain.provider.Provider;
import io.tollgate.domain.provider.ProviderId;
import io.tollgate.portal.provider.ProviderOperations;
import io.tollgate.portal.web.Choice;
import io.tollgate.portal.web.Status;
import io.tollgate.portal.web.Texts;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What the pages about models show. */
@Component
class ModelPages {

  private static final int LOOKUPS_AT_ONCE = 8;

  private final ModelOperations models;
  private final DeploymentOperations deployments;
  private final PriceOperations prices;
  private final PriceLines priceLines;
  private final ProviderOperations providers;
  private final Texts texts;
  private final Clock clock;

  ModelPages(
      ModelOperations models,
      DeploymentOperations deployments,
      PriceOperations prices,
      PriceLines priceLines,
      ProviderOperations providers,
      Texts texts,
      Clock clock) {
    this.models = models;
    this.deployments = deployments;
    this.prices = prices;
    this.priceLines = priceLines;
    this.providers = providers;
    this.texts = texts;
    this.clock = clock;
  }

  /**
   * A line of the list.
   *
   * @param price of input and output now, or null when the model has none
   */
  record Line(
      String id,
      String name,
      String capabilities,
      long deployments,
      @Nullable String price,
      Status status) {}

  /** One way to call the model. */
  record DeploymentLine(
      String id,
      String provider,
      String upstreamModel,
      int priority,
      int weight,
      boolean active,
      Status status) {}

  Mono<List<Line>> list(Viewer viewer) {
    return models
        .list(viewer)
        .flatMapSequential(model -> line(viewer, model), LOOKUPS_AT_ONCE)
        .collectList();
  }

  Mono<List<DeploymentLine>> deployments(Viewer viewer, ModelId model) {
    return providerNames(viewer)
        .flatMap(names ->
            deployments
                .list(viewer, model)
                .map(deployment -> line(deployment, names))
                .collectList());
  }

  Mono<List<PriceLine>> prices(Viewer viewer, ModelId model, ZoneId zone) {
    return prices.list(viewer, model).collectList().map(found -> priceLines.of(found, zone));
  }

  Mono<List<Choice>> providers(Viewer viewer) {
    return providers
        .list(viewer)
        .map(provider -> new Choice(provider.id().toString(), provider.name()))
        .collectList();
  }

  private Mono<Map<ProviderId, String>> providerNames(Viewer viewer) {
    return providers.list(viewer).collectMap(Provider::id, Provider::name);
  }

  private Mono<Line> line(Viewer viewer, Model model) {
    return Mono.zip(
            deployments.list(viewer, model.id()).count(),
            current(prices.list(viewer, model.id()))
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty()))
        .map(found ->
            new Line(
                model.id().toString(),
                model.name(),
                model.capabilities().stream()
                    .sorted()
                    .map(capability -> texts.text("capability." + lower(capability)))
                    .collect(Collectors.joining(", ")),
                found.getT1(),
                found.getT2().map(ModelPages::inAndOut).orElse(null),
                status(model.status() == Model.Status.ACTIVE)));
  }

  private Mono<Price> current(Flux<Price> newestFirst) {
    var now = clock.instant();
    return newestFirst
        .filter(price -> price.deployment() == null && !price.effectiveFrom().isAfter(now))
        .next();
  }

  private DeploymentLine line(Deployment deployment, Map<ProviderId, String> names) {
    boolean active = deployment.status() == Deployment.Status.ACTIVE;
    return new DeploymentLine(
        deployment.id().toString(),
        names.getOrDefault(deployment.provider(), deployment.provider().toString()),
        deployment.upstreamModel(),
        deployment.priority(),
        deployment.weight(),
        active,
        status(active));
  }

  private Status status(boolean active) {
    return active
        ? Status.ok(texts.text("model.active"))
        : Status.neutral(texts.text("model.disabled"));
  }

  private static String inAndOut(Price price) {
    return PriceLines.amount(price, price.input())
        + " / "
        + PriceLines.amount(price, price.output());
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
