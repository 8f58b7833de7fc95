package io.tollgate.gateway.request;

import io.tollgate.gateway.errors.GatewayFailure;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads a body once, and no more of it than is allowed. */
final class BodyReader {

  private static final byte[] NOTHING = {};

  private final int limit;
  private final Duration patience;

  BodyReader(int limit, Duration patience) {
    this.limit = limit;
    this.patience = patience;
  }

  /** Fails with a refusal when the body is announced or turns out to be larger than allowed. */
  Mono<byte[]> read(HttpHeaders headers, Flux<DataBuffer> body) {
    if (headers.getContentLength() > limit) {
      return Mono.error(new GatewayFailure.BodyTooLarge(limit).toException());
    }
    return DataBufferUtils.join(body, limit)
        .map(BodyReader::take)
        .timeout(patience)
        .onErrorMap(
            DataBufferLimitException.class,
            tooLarge -> new GatewayFailure.BodyTooLarge(limit).toException())
        .onErrorMap(
            TimeoutException.class, tooSlow -> new GatewayFailure.BodyTooSlow().toException())
        .defaultIfEmpty(NOTHING);
  }

  private static byte[] take(DataBuffer buffer) {
    var bytes = new byte[buffer.readableByteCount()];
    buffer.read(bytes);
    DataBufferUtils.release(buffer);
    return bytes;
  }
}
