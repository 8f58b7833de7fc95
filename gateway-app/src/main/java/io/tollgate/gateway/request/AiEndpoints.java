package io.tollgate.gateway.request;

import io.tollgate.domain.id.UuidV7;
import io.tollgate.gateway.authentication.ApiVisibility;
import io.tollgate.gateway.errors.GatewayFailure;
import io.tollgate.gateway.snapshot.CurrentConfiguration;
import io.tollgate.gateway.snapshot.ServingConfiguration;
import io.tollgate.providers.ErrorRenderer;
import io.tollgate.providers.call.Endpoint;
import io.tollgate.providers.call.Protocol;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.Set;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
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
  private final ApiVisibility visibility;
  private final AiRequestPipeline pipeline;
  private final ModelList models;
  private final StoredResponseRequests responses;
  private final Clock clock;
  private final HttpHandler others;

  AiEndpoints(
      CurrentConfiguration current,
      ApiVisibility visibility,
      AiRequestPipeline pipeline,
      ModelList models,
      StoredResponseRequests responses,
      Clock clock,
      HttpHandler others) {
    this.current = current;
    this.visibility = visibility;
    this.pipeline = pipeline;
    this.models = models;
    this.responses = responses;
    this.clock = clock;
    this.others = others;
  }

  @Override
  public Mono<Void> handle(ServerHttpRequest request, ServerHttpResponse response) {
    var serving = current.find();
    var address = Address.of(request, serving == null ? null : serving.snapshot(), visibility);
    var below = address.below();
    if (HttpMethod.POST.equals(request.getMethod())) {
      var match = Endpoint.match(below);
      if (match.isPresent()) {
        return serving == null
            ? notReady(response, match.get().endpoint().protocol())
            : inference(request, response, serving, address, match.get());
      }
    } else if (isRead(request.getMethod()) && ModelList.serves(below)) {
      return serving == null
          ? notReady(response, Protocol.OPENAI)
          // What answers to HEAD drops the body, and its head with it unless it is sent on its own.
          : models
              .answer(request, response, serving, address)
              .then(Mono.defer(response::setComplete));
    } else if (StoredResponseRequests.serves(request.getMethod(), below)) {
      return serving == null
          ? notReady(response, Protocol.OPENAI)
          : responses.answer(request, response, serving, address);
    }
    var allowed = allowed(below);
    return HttpMethod.OPTIONS.equals(request.getMethod()) && !allowed.isEmpty()
        ? options(response, allowed)
        : others.handle(request, response);
  }

  /** Whoever answers to one answers to the other; the server leaves the body out. */
  private static boolean isRead(HttpMethod method) {
    return HttpMethod.GET.equals(method) || HttpMethod.HEAD.equals(method);
  }

  private static Set<HttpMethod> allowed(String path) {
    Set<HttpMethod> allowed = new LinkedHashSet<>();
    if (Endpoint.match(path).isPresent()) {
      allowed.add(HttpMethod.POST);
    } else if (ModelList.serves(path)) {
      allowed.add(HttpMethod.GET);
      allowed.add(HttpMethod.HEAD);
    }
    if (!allowed.isEmpty()) {
      allowed.add(HttpMethod.OPTIONS);
    }
    return allowed;
  }

  /** Tells nothing but what the documentation does, and so needs no key. */
  private static Mono<Void> options(ServerHttpResponse response, Set<HttpMethod> allowed) {
    response.setStatusCode(HttpStatus.NO_CONTENT);
    response.getHeaders().setAllow(allowed);
    return response.setComplete();
  }

  private Mono<Void> inference(
      ServerHttpRequest request,
      ServerHttpResponse response,
      ServingConfiguration serving,
      Address address,
      Endpoint.Match match) {
    var now = clock.instant();
    var received =
        new Received(
            UuidV7.at(now),
            now,
            System.nanoTime(),
            address,
            match,
            request.getURI().getRawQuery(),
            request.getHeaders(),
            request.getRemoteAddress(),
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
