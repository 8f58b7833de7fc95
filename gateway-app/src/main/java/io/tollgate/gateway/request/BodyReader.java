package io.tollgate.gateway.request;

import io.netty.util.Timer;
import io.tollgate.gateway.errors.GatewayFailure;
import java.time.Duration;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads a body once, no more of it than is allowed, and no longer. */
final class BodyReader {

  private final int limit;
  private final Duration patience;
  private final Timer timer;

  BodyReader(int limit, Duration patience, Timer timer) {
    this.limit = limit;
    this.patience = patience;
    this.timer = timer;
  }

  /** Fails with a refusal when the body is announced or turns out to be larger than allowed. */
  Mono<byte[]> read(HttpHeaders headers, Flux<DataBuffer> body) {
    long announced = headers.getContentLength();
    if (announced > limit) {
      return Mono.error(new GatewayFailure.BodyTooLarge(limit).toException());
    }
    return Mono.create(sink -> {
      var collector = new BodyCollector(sink, (int) announced, limit);
      sink.onCancel(collector::stop);
      body.subscribe(collector);
      collector.giveUpAfter(patience, timer);
    });
  }
}
