package io.tollgate.gateway.request;

import io.tollgate.domain.id.UuidV7;
import io.tollgate.gateway.errors.GatewayException;
import io.tollgate.gateway.errors.GatewayFailure;
import io.tollgate.providers.ErrorRenderer;
import io.tollgate.providers.call.Protocol;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;

/** Answers in JSON what no handler has answered; nobody ever sees a stack trace. */
final class UnhandledErrors implements WebExceptionHandler, Ordered {

  private static final Logger log = LoggerFactory.getLogger(UnhandledErrors.class);

  private final Clock clock;

  UnhandledErrors(Clock clock) {
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
    var rendered =
        ErrorRenderer.render(
            protocol, failure(exchange, cause, id.toString()).toClientError(), id.toString());
    var reply = Reply.Whole.of(rendered.status(), rendered.headers(), rendered.body());
    return ReplyWriter.write(response, protocol, id, reply);
  }

  private static GatewayFailure failure(
      ServerWebExchange exchange, Throwable cause, String requestId) {
    return switch (cause) {
      case GatewayException refused -> refused.failure();
      case ResponseStatusException status when isUnknownPath(status) ->
          new GatewayFailure.UnknownPath(
              exchange.getRequest().getMethod().name(),
              exchange.getRequest().getURI().getRawPath());
      default -> {
        log.error("Request {} failed", requestId, cause);
        yield new GatewayFailure.Internal();
      }
    };
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
