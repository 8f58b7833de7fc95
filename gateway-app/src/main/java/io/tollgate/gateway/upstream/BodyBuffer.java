package io.tollgate.gateway.upstream;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/** Gathers an answer of bounded size. */
final class BodyBuffer {

  private static final int FIRST = 2048;

  private final long limit;
  private byte[] bytes = {};
  private int length;

  BodyBuffer(long limit) {
    this.limit = limit;
  }

  /** False when the answer is larger than allowed. */
  boolean add(ByteBuf piece) {
    int more = piece.readableBytes();
    if ((long) length + more > limit) {
      return false;
    }
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(Math.max(FIRST, bytes.length * 2), length + more));
    }
    piece.readBytes(bytes, length, more);
    length += more;
    return true;
  }

  byte[] take() {
    return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
  }
}
