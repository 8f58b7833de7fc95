package io.tollgate.gateway.request;

import io.tollgate.gateway.errors.GatewayException;
import io.tollgate.gateway.errors.GatewayFailure;
import java.util.Arrays;
import java.util.function.Consumer;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import reactor.core.publisher.BaseSubscriber;

/** Gathers the pieces of one body into one array, of the announced length where there is one. */
final class BodyCollector extends BaseSubscriber<DataBuffer> {

  private static final int FIRST = 4096;

  private final Consumer<byte[]> taken;
  private final Consumer<Throwable> failed;
  private final int limit;
  private byte[] bytes;
  private int length;

  BodyCollector(Consumer<byte[]> taken, Consumer<Throwable> failed, int announced, int limit) {
    this.taken = taken;
    this.failed = failed;
    this.limit = limit;
    // An announcement is no proof: large bodies get their memory as they come.
    this.bytes = new byte[Math.clamp(announced, 0, FIRST)];
  }

  @Override
  protected void hookOnNext(DataBuffer piece) {
    int more = piece.readableByteCount();
    if ((long) length + more > limit) {
      DataBufferUtils.release(piece);
      fail(new GatewayFailure.BodyTooLarge(limit).toException());
      return;
    }
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
    piece.read(bytes, length, more);
    length += more;
    DataBufferUtils.release(piece);
  }

  @Override
  protected void hookOnComplete() {
    taken.accept(length == bytes.length ? bytes : Arrays.copyOf(bytes, length));
  }

  @Override
  protected void hookOnError(Throwable cause) {
    failed.accept(cause);
  }

  private void fail(GatewayException refusal) {
    stop();
    failed.accept(refusal);
  }

  void stop() {
    cancel();
  }
}
