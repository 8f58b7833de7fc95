package io.tollgate.gateway.request;

import io.tollgate.domain.catalogue.Api;
import io.tollgate.domain.id.UuidV7;
import io.tollgate.domain.snapshot.PublishedApi;
import io.tollgate.domain.snapshot.Snapshot;
import io.tollgate.gateway.snapshot.CurrentConfiguration;
import io.tollgate.gateway.snapshot.ServingConfiguration;
import io.tollgate.providers.call.Endpoint;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Mono;

/**
 * Finds AI requests by their path, before any route is looked at: {@code /v1/…} for the API that
 * the model belongs to, {@code /{api}/v1/…} for the one that is named.
 */
final class AiEndpoints implements HandlerMapping, Ordered {

  private final CurrentConfiguration current;
  private final AiRequestPipeline pipeline;
  private final ModelList models;
  private final Clock clock;

  AiEndpoints(
      CurrentConfiguration current, AiRequestPipeline pipeline, ModelList models, Clock clock) {
    this.current = current;
    this.pipeline = pipeline;
    this.models = models;
    this.clock = clock;
  }

  /** Ahead of the routes, which come at 1. */
  @Override
  public int getOrder() {
    return 0;
  }

  @Override
  public Mono<Object> getHandler(ServerWebExchange exchange) {
    var path = exchange.getRequest().getURI().getRawPath();
    var serving = current.find();
    var api = serving == null ? null : apiOf(path, serving.snapshot());
    var below = api == null ? path : path.substring(api.api().basePath().length());
    var method = exchange.getRequest().getMethod();
    if (HttpMethod.POST.equals(method)) {
      return Mono.justOrEmpty(
          Endpoint.match(below).map(match -> inference(current.get(), api, match)));
    }
    if (HttpMethod.GET.equals(method) && ModelList.serves(below)) {
      return Mono.just((WebHandler) request -> models.answer(request, current.get(), api, below));
    }
    return Mono.empty();
  }

  /** The AI API whose base path the path begins with; null for the paths without a base. */
  private static @Nullable PublishedApi apiOf(String path, Snapshot snapshot) {
    for (int slash = path.indexOf('/', 1); slash > 0; slash = path.indexOf('/', slash + 1)) {
      var api = snapshot.api(path.substring(0, slash));
      if (api != null) {
        return api.api().kind() == Api.Kind.AI ? api : null;
      }
    }
    return null;
  }

  private WebHandler inference(
      ServingConfiguration serving, @Nullable PublishedApi api, Endpoint.Match match) {
    return exchange -> {
      var request = exchange.getRequest();
      var now = clock.instant();
      var received =
          new Received(
              UuidV7.at(now),
              now,
              System.nanoTime(),
              api,
              match,
              request.getURI().getRawQuery(),
              request.getHeaders(),
              serving);
      return pipeline
          .answer(received, request.getBody())
          .flatMap(reply ->
              ReplyWriter.write(exchange.getResponse(), received.protocol(), received.id(), reply));
    };
  }
}
