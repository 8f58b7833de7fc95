package io.tollgate.gateway.rest;

import io.netty.handler.timeout.TimeoutException;
import io.tollgate.domain.snapshot.PublishedApi;
import io.tollgate.gateway.errors.GatewayException;
import io.tollgate.gateway.errors.GatewayFailure;
import io.tollgate.providers.call.UpstreamFailure;
import java.net.ConnectException;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.netty.channel.AbortedException;
import reactor.netty.http.client.HttpClientResponse;

/** Holds each request of a REST API to key, subscription and limits, and books how it went. */
final class RestAccessFilter implements GatewayFilter {

  private final RestAccess access;
  private final PublishedApi api;

  RestAccessFilter(RestAccess access, PublishedApi api) {
    this.access = access;
    this.api = api;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
    var id = access.newId();
    var response = exchange.getResponse();
    response.getHeaders().set("x-request-id", id.toString());
    RestAccess.Admitted admitted;
    try {
      admitted = access.admit(id, exchange.getRequest(), api);
    } catch (GatewayException refused) {
      return Mono.error(refused);
    }
    admitted
        .reservation()
        .headers()
        .forEach(header -> response.getHeaders().set(header.name(), header.value()));
    var watched = new WatchedResponse(response, admitted);
    return chain
        .filter(exchange.mutate().response(watched).build())
        .doOnError(AbortedException.class, gone -> access.cancelled(admitted, answered(exchange)))
        .onErrorMap(RestAccessFilter::isOurs, failed -> failure(failed).toException())
        .doOnSuccess(done -> {
          if (watched.wasCut()) {
            access.cancelled(admitted, answered(exchange));
          } else {
            access.answered(admitted, status(exchange));
          }
        })
        .doOnError(
            GatewayException.class,
            failed -> access.failed(admitted, failed.failure(), answered(exchange)))
        .doOnCancel(() -> access.cancelled(admitted, answered(exchange)));
  }

  /** The connection to the client broke while it was written to: nobody is left to be told. */
  private static boolean isOurs(Throwable failed) {
    return !(failed instanceof AbortedException);
  }

  private static int status(ServerWebExchange exchange) {
    var status = exchange.getResponse().getStatusCode();
    return status == null ? HttpStatus.OK.value() : status.value();
  }

  /** What the upstream answered, as soon as it has begun to. */
  private static @Nullable Integer answered(ServerWebExchange exchange) {
    HttpClientResponse response =
        exchange.getAttribute(ServerWebExchangeUtils.CLIENT_RESPONSE_ATTR);
    return response == null ? null : Integer.valueOf(response.status().code());
  }

  private static GatewayFailure failure(Throwable cause) {
    return switch (cause) {
      case GatewayException known -> known.failure();
      case ResponseStatusException status
          when status.getStatusCode().isSameCodeAs(HttpStatus.GATEWAY_TIMEOUT) ->
          upstream(UpstreamFailure.Kind.TIMEOUT);
      case TimeoutException _ -> upstream(UpstreamFailure.Kind.TIMEOUT);
      case ConnectException _, UnknownHostException _ -> upstream(UpstreamFailure.Kind.UNREACHABLE);
      default -> upstream(UpstreamFailure.Kind.SERVER);
    };
  }

  private static GatewayFailure upstream(UpstreamFailure.Kind kind) {
    return new GatewayFailure.Upstream(UpstreamFailure.of(kind, 0, "The upstream failed"));
  }

  @Override
  public String toString() {
    return "[access to " + api.api().name() + "]";
  }
}
