package io.tollgate.gateway.rest;

import io.tollgate.gateway.errors.GatewayFailure;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.core.Ordered;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Refuses bodies that are announced or turn out to be too large, without holding any of them. */
final class BodyLimitFilter implements GlobalFilter, Ordered {

  private final long limit;

  BodyLimitFilter(long limit) {
    this.limit = limit;
  }

  /** After the filters of a route, so that a refusal is booked. */
  @Override
  public int getOrder() {
    return 100;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
    var request = exchange.getRequest();
    if (request.getHeaders().getContentLength() > limit) {
      return Mono.error(new GatewayFailure.BodyTooLarge(limit).toException());
    }
    var counted =
        new ServerHttpRequestDecorator(request) {
          @Override
          public Flux<DataBuffer> getBody() {
            var seen = new AtomicLong();
            return super.getBody()
                .doOnNext(piece -> {
                  if (seen.addAndGet(piece.readableByteCount()) > limit) {
                    DataBufferUtils.release(piece);
                    throw new GatewayFailure.BodyTooLarge(limit).toException();
                  }
                });
          }
        };
    return chain.filter(exchange.mutate().request(counted).build());
  }
}
