package io.tollgate.gateway.rest;

import java.net.URI;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Knows when an upstream was called for an answer, and whether it was taken to its end. A write
 * whose client leaves ends as if it were done; only the source of its bytes is told.
 */
final class WatchedResponse extends ServerHttpResponseDecorator {

  private final RestAccess.Admitted admitted;
  private volatile boolean cut;

  WatchedResponse(ServerHttpResponse response, RestAccess.Admitted admitted) {
    super(response);
    this.admitted = admitted;
  }

  void sent(URI upstream) {
    admitted.sent(upstream);
  }

  boolean wasCut() {
    return cut;
  }

  @Override
  public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
    return super.writeWith(Flux.from(body).doOnCancel(this::cut));
  }

  @Override
  public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> body) {
    return super.writeAndFlushWith(Flux.from(body).doOnCancel(this::cut));
  }

  private void cut() {
    cut = true;
  }
}
