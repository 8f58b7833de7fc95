package io.tollgate.gateway.request;

import io.tollgate.domain.id.UuidV7;
import io.tollgate.gateway.authentication.ApiKeyAuthentication;
import io.tollgate.gateway.errors.GatewayException;
import io.tollgate.gateway.errors.GatewayFailure;
import io.tollgate.gateway.metering.Result;
import io.tollgate.gateway.metering.Settlements;
import io.tollgate.gateway.metering.Subject;
import io.tollgate.gateway.metering.Timings;
import io.tollgate.gateway.snapshot.CurrentConfiguration;
import io.tollgate.providers.ErrorRenderer;
import io.tollgate.providers.call.Endpoint;
import io.tollgate.providers.call.Protocol;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;

/** Answers in JSON what no handler has answered; nobody ever sees a stack trace. */
final class UnhandledErrors implements WebExceptionHandler, Ordered {

  private static final Logger log = LoggerFactory.getLogger(UnhandledErrors.class);

  private final CurrentConfiguration current;
  private final ApiKeyAuthentication authentication;
  private final Settlements settlements;
  private final Clock clock;

  UnhandledErrors(
      CurrentConfiguration current,
      ApiKeyAuthentication authentication,
      Settlements settlements,
      Clock clock) {
    this.current = current;
    this.authentication = authentication;
    this.settlements = settlements;
    this.clock = clock;
  }

  @Override
  public int getOrder() {
    return -10;
  }

  @Override
  public Mono<Void> handle(ServerWebExchange exchange, Throwable cause) {
    var response = exchange.getResponse();
    if (response.isCommitted()) {
      return Mono.error(cause);
    }
    var id = UuidV7.at(clock.instant());
    var protocol = protocol(exchange);
    var failure = failure(exchange, cause, id.toString());
    if (failure instanceof GatewayFailure.UnknownPath
        || failure instanceof GatewayFailure.WrongMethod) {
      book(id, exchange.getRequest(), failure);
    }
    var rendered = ErrorRenderer.render(protocol, failure.toClientError(), id.toString());
    var reply = Reply.Whole.of(rendered.status(), rendered.headers(), rendered.body());
    if (failure instanceof GatewayFailure.WrongMethod) {
      response.getHeaders().setAllow(Set.of(HttpMethod.POST));
    }
    return ReplyWriter.write(response, protocol, id, reply);
  }

  /** Who has a key has an entry, whatever was asked for. */
  private void book(UUID id, ServerHttpRequest request, GatewayFailure failure) {
    try {
      var caller =
          authentication.authenticate(
              request.getHeaders(),
              request.getURI().getRawQuery(),
              current.get().snapshot(),
              UuidV7.moment(id));
      settlements.settle(
          new Subject(id, UuidV7.moment(id), null, caller, "unknown", false, null, null, null),
          Result.unconsumed(
              failure, failure.toClientError().status(), null, List.of(), Timings.NONE));
    } catch (GatewayException unknown) {
      settlements.unauthenticated(request.getRemoteAddress());
    }
  }

  private static GatewayFailure failure(
      ServerWebExchange exchange, Throwable cause, String requestId) {
    return switch (cause) {
      case GatewayException refused -> refused.failure();
      case ResponseStatusException status when isUnknownPath(status) ->
          nothingThere(
              exchange.getRequest().getMethod().name(),
              exchange.getRequest().getURI().getRawPath());
      default -> {
        log.error("Request {} failed", requestId, cause);
        yield new GatewayFailure.Internal();
      }
    };
  }

  private static GatewayFailure nothingThere(String method, String path) {
    return Endpoint.match(path).isPresent()
        ? new GatewayFailure.WrongMethod(method, path)
        : new GatewayFailure.UnknownPath(method, path);
  }

  private static boolean isUnknownPath(ResponseStatusException status) {
    return status.getStatusCode().isSameCodeAs(HttpStatus.NOT_FOUND);
  }

  private static Protocol protocol(ServerWebExchange exchange) {
    var headers = exchange.getRequest().getHeaders();
    if (headers.getFirst("anthropic-version") != null) {
      return Protocol.ANTHROPIC;
    }
    return headers.getFirst("x-goog-api-key") == null ? Protocol.OPENAI : Protocol.GEMINI;
  }
}
