package io.tollgate.gateway.request;

import io.tollgate.gateway.authentication.ApiVisibility;
import io.tollgate.gateway.errors.GatewayException;
import io.tollgate.gateway.errors.GatewayFailure;
import io.tollgate.gateway.snapshot.CurrentConfiguration;
import io.tollgate.providers.call.Endpoint;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.ErrorResponse;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;
import reactor.netty.channel.AbortedException;

/** Answers in JSON what no handler has answered; nobody ever sees a stack trace. */
final class UnhandledErrors implements WebExceptionHandler, Ordered {

  private static final Logger log = LoggerFactory.getLogger(UnhandledErrors.class);

  private final ApplicationContext clients;
  private final CurrentConfiguration current;
  private final ApiVisibility visibility;
  private final Unserved unserved;

  /** For what clients call, and for the port of the operators, which nobody calls with a key. */
  UnhandledErrors(
      ApplicationContext clients,
      CurrentConfiguration current,
      ApiVisibility visibility,
      Unserved unserved) {
    this.clients = clients;
    this.current = current;
    this.visibility = visibility;
    this.unserved = unserved;
  }

  @Override
  public int getOrder() {
    return -10;
  }

  @Override
  public Mono<Void> handle(ServerWebExchange exchange, Throwable cause) {
    var request = exchange.getRequest();
    var response = exchange.getResponse();
    // A client that left is answered by nobody, and no fault of ours to be told in the log.
    if (response.isCommitted() || cause instanceof AbortedException) {
      return Mono.error(cause);
    }
    // What has an id already has been booked under it.
    var given = response.getHeaders().getFirst("x-request-id");
    var id = given == null ? unserved.newId() : UUID.fromString(given);
    var failure = failure(request, cause, id);
    if (given == null && clients.equals(exchange.getApplicationContext())) {
      failure =
          unserved.book(
              id,
              request.getHeaders(),
              request.getURI().getRawQuery(),
              request.getRemoteAddress(),
              failure);
    }
    if (failure instanceof GatewayFailure.WrongMethod wrong) {
      response.getHeaders().setAllow(methods(wrong.allowed()));
    }
    var protocol = Unserved.protocol(request.getHeaders());
    return ReplyWriter.write(response, protocol, id, Unserved.render(protocol, failure, id));
  }

  private GatewayFailure failure(ServerHttpRequest request, Throwable cause, UUID id) {
    var method = request.getMethod().name();
    var path = request.getURI().getRawPath();
    return switch (cause) {
      case GatewayException refused -> refused.failure();
      case MethodNotAllowedException wrong ->
          new GatewayFailure.WrongMethod(method, path, names(wrong.getSupportedMethods()));
      case ErrorResponse known when isUnknownPath(known) -> nothingThere(request);
      case ErrorResponse known when known.getStatusCode().is4xxClientError() ->
          refused(known.getStatusCode());
      default -> {
        log.error("Request {} failed", id, cause);
        yield new GatewayFailure.Internal();
      }
    };
  }

  private GatewayFailure nothingThere(ServerHttpRequest request) {
    var method = request.getMethod().name();
    var path = request.getURI().getRawPath();
    var serving = current.find();
    var address = Address.of(request, serving == null ? null : serving.snapshot(), visibility);
    return Endpoint.match(address.below()).isPresent()
        ? new GatewayFailure.WrongMethod(method, path, List.of("POST"))
        : new GatewayFailure.UnknownPath(method, path);
  }

  private static GatewayFailure refused(HttpStatusCode code) {
    var status = HttpStatus.resolve(code.value());
    return status == null || status == HttpStatus.BAD_REQUEST
        ? new GatewayFailure.InvalidRequest("The request is malformed", null)
        : new GatewayFailure.Unsupported(status);
  }

  private static boolean isUnknownPath(ErrorResponse known) {
    return known.getStatusCode().isSameCodeAs(HttpStatus.NOT_FOUND);
  }

  private static List<String> names(Set<HttpMethod> methods) {
    return methods.stream().map(HttpMethod::name).sorted().toList();
  }

  private static Set<HttpMethod> methods(List<String> names) {
    var methods = new LinkedHashSet<HttpMethod>();
    names.forEach(name -> methods.add(HttpMethod.valueOf(name)));
    return methods;
  }
}
