package io.tollgate.portal.catalogue;

import io.tollgate.domain.ledger.ModelTraffic;
import io.tollgate.domain.ledger.Traffic;
import io.tollgate.domain.ledger.TrafficQueries;
import io.tollgate.domain.model.Deployment;
import io.tollgate.domain.model.ModelId;
import io.tollgate.domain.model.Models;
import io.tollgate.domain.provider.Provider;
import io.tollgate.domain.provider.ProviderId;
import io.tollgate.domain.provider.Providers;
import io.tollgate.portal.web.Numbers;
import io.tollgate.portal.web.Texts;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Puts into words how the calls of a model went. What nobody called has no data, which is not 0.
 */
@Component
class TrafficViews {

  private final TrafficQueries traffic;
  private final Models models;
  private final Providers providers;
  private final Texts texts;
  private final Clock clock;

  TrafficViews(
      TrafficQueries traffic, Models models, Providers providers, Texts texts, Clock clock) {
    this.traffic = traffic;
    this.models = models;
    this.providers = providers;
    this.texts = texts;
    this.clock = clock;
  }

  /** How calls went. */
  record Figures(String median, String p95, String availability, String calls) {}

  /** The same for one deployment. */
  record Line(String provider, String upstreamModel, Figures figures) {}

  /** Each active deployment of a model, in the order in which they are tried. */
  Mono<List<Line>> deployments(ModelId model) {
    return Mono.zip(
            models
                .deployments(model)
                .filter(one -> one.status() == Deployment.Status.ACTIVE)
                .collectList(),
            providers.all().collectMap(Provider::id, Provider::name),
            traffic.of(model, clock.instant()))
        .map(found -> lines(found.getT1(), found.getT2(), found.getT3()));
  }

  /** All of a model's deployments together. */
  Mono<Figures> whole(ModelId model) {
    return traffic.of(model, clock.instant()).map(found -> figures(found.whole()));
  }

  private List<Line> lines(
      List<Deployment> deployments, Map<ProviderId, String> names, ModelTraffic traffic) {
    return deployments.stream()
        .map(one ->
            new Line(
                names.getOrDefault(one.provider(), one.provider().toString()),
                one.upstreamModel(),
                figures(traffic.deployments().getOrDefault(one.id(), Traffic.NONE))))
        .toList();
  }

  private Figures figures(Traffic traffic) {
    var none = texts.text("traffic.none");
    return new Figures(
        time(traffic.median(), none),
        time(traffic.p95(), none),
        traffic.calls() == 0 ? none : Numbers.success(traffic.calls(), traffic.failed()),
        traffic.calls() == 0 ? none : Numbers.whole(traffic.calls()));
  }

  private static String time(@Nullable Duration time, String none) {
    return time == null ? none : Numbers.duration(time);
  }
}
