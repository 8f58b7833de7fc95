package io.tollgate.portal.problem;

import io.tollgate.domain.catalogue.ApiId;
import io.tollgate.domain.catalogue.Apis;
import io.tollgate.domain.catalogue.RouteId;
import io.tollgate.domain.configuration.GatewayNodes;
import io.tollgate.domain.configuration.LeftOut;
import io.tollgate.domain.model.ModelId;
import io.tollgate.domain.model.Models;
import io.tollgate.domain.provider.ProviderId;
import io.tollgate.portal.security.SignedIn;
import io.tollgate.portal.web.Moment;
import io.tollgate.portal.web.Moments;
import io.tollgate.portal.web.Texts;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What gateways leave out: all of it for the overview, and its own on the page of an object. */
@Component
public class LeftOutDefinitions {

  private static final int LOOKUPS_AT_ONCE = 8;

  private final GatewayNodes gateways;
  private final Definitions definitions;
  private final Apis apis;
  private final Models models;
  private final Moments moments;
  private final Texts texts;

  LeftOutDefinitions(
      GatewayNodes gateways,
      Definitions definitions,
      Apis apis,
      Models models,
      Moments moments,
      Texts texts) {
    this.gateways = gateways;
    this.definitions = definitions;
    this.apis = apis;
    this.models = models;
    this.moments = moments;
    this.texts = texts;
  }

  /**
   * One of them.
   *
   * @param kind such as {@code Route}
   * @param path where it can be mended, or null
   * @param nodes the names of the gateways that leave it out
   */
  public record Line(
      String kind,
      String name,
      @Nullable String path,
      String reason,
      String remedy,
      Moment since,
      String nodes) {}

  /** Everything, newest first. Who may see it is for the caller to check. */
  public Mono<List<Line>> all(SignedIn person) {
    return lines(gateways.leftOut(), person);
  }

  /** An API with its plans and routes. */
  public Mono<List<Line>> ofApi(ApiId id, SignedIn person) {
    var plans = apis.plans(id).map(plan -> plan.id().value());
    var routes = apis.routes(id).map(route -> route.id().value());
    return of(Flux.concat(Flux.just(id.value()), plans, routes), person);
  }

  public Mono<List<Line>> ofRoute(RouteId id, SignedIn person) {
    return of(Flux.just(id.value()), person);
  }

  /** A model with its deployments and prices. */
  public Mono<List<Line>> ofModel(ModelId id, SignedIn person) {
    var deployments = models.deployments(id).map(deployment -> deployment.id().value());
    var prices = models.prices(id).map(price -> price.id().value());
    return of(Flux.concat(Flux.just(id.value()), deployments, prices), person);
  }

  public Mono<List<Line>> ofProvider(ProviderId id, SignedIn person) {
    return of(Flux.just(id.value()), person);
  }

  private Mono<List<Line>> of(Flux<UUID> objects, SignedIn person) {
    return objects.collectList().flatMap(ids -> lines(gateways.leftOut(ids), person));
  }

  private Mono<List<Line>> lines(Flux<LeftOut> leftOut, SignedIn person) {
    return leftOut.flatMapSequential(one -> line(one, person), LOOKUPS_AT_ONCE).collectList();
  }

  private Mono<Line> line(LeftOut leftOut, SignedIn person) {
    var problem = leftOut.problem();
    return definitions
        .of(problem)
        .map(definition ->
            new Line(
                texts.textOr("leftOut." + problem.objectType(), problem.objectType()),
                definition.name(),
                definition.path(),
                problem.reason(),
                problem.remedy(),
                moments.of(leftOut.since(), person),
                String.join(", ", leftOut.nodes())));
  }
}
