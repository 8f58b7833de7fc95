package io.tollgate.gateway.request;

import io.tollgate.domain.catalogue.Api;
import io.tollgate.domain.id.UuidV7;
import io.tollgate.domain.snapshot.PublishedApi;
import io.tollgate.domain.snapshot.Snapshot;
import io.tollgate.gateway.errors.GatewayFailure;
import io.tollgate.gateway.snapshot.CurrentConfiguration;
import io.tollgate.gateway.snapshot.ServingConfiguration;
import io.tollgate.providers.ErrorRenderer;
import io.tollgate.providers.call.Endpoint;
import io.tollgate.providers.call.Protocol;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import reactor.core.publisher.Mono;

/**
 * Takes AI requests by their path, and leaves all others to the framework behind: {@code /v1/…} is
 * for the API that the model belongs to, {@code /{api}/v1/…} for the one that is named.
 */
final class AiEndpoints implements HttpHandler {

  private final CurrentConfiguration current;
  private final AiRequestPipeline pipeline;
  private final ModelList models;
  private final Clock clock;
  private final HttpHandler others;

  AiEndpoints(
      CurrentConfiguration current,
      AiRequestPipeline pipeline,
      ModelList models,
      Clock clock,
      HttpHandler others) {
    this.current = current;
    this.pipeline = pipeline;
    this.models = models;
    this.clock = clock;
    this.others = others;
  }

  @Override
  public Mono<Void> handle(ServerHttpRequest request, ServerHttpResponse response) {
    var path = request.getURI().getRawPath();
    var serving = current.find();
    var api = serving == null ? null : apiOf(path, serving.snapshot());
    var below = api == null ? path : path.substring(api.api().basePath().length());
    if (HttpMethod.POST.equals(request.getMethod())) {
      var match = Endpoint.match(below);
      if (match.isPresent()) {
        return serving == null
            ? notReady(response, match.get().endpoint().protocol())
            : inference(request, response, serving, api, match.get());
      }
    } else if (HttpMethod.GET.equals(request.getMethod()) && ModelList.serves(below)) {
      return serving == null
          ? notReady(response, Protocol.OPENAI)
          : models.answer(request, response, serving, api, below);
    }
    return others.handle(request, response);
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

  private Mono<Void> inference(
      ServerHttpRequest request,
      ServerHttpResponse response,
      ServingConfiguration serving,
      @Nullable PublishedApi api,
      Endpoint.Match match) {
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
        .flatMap(reply -> ReplyWriter.write(response, received.protocol(), received.id(), reply));
  }

  private Mono<Void> notReady(ServerHttpResponse response, Protocol protocol) {
    var id = UuidV7.at(clock.instant());
    var rendered =
        ErrorRenderer.render(
            protocol, new GatewayFailure.NotReady().toClientError(), id.toString());
    var reply = Reply.Whole.of(rendered.status(), rendered.headers(), rendered.body());
    return ReplyWriter.write(response, protocol, id, reply);
  }
}
