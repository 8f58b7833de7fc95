package io.tollgate.domain.secret;

import java.nio.ByteBuffer;

/** A SHA-256 or HMAC-SHA-256: 256 bits, comparable and usable as a map key. */
public record Hash256(long a, long b, long c, long d) {

  /** Reads its 32 bytes. */
  public static Hash256 of(byte[] bytes) {
    if (bytes.length != 32) {
      throw new IllegalArgumentException("a hash has 32 bytes");
    }
    var buffer = ByteBuffer.wrap(bytes);
    return new Hash256(buffer.getLong(), buffer.getLong(), buffer.getLong(), buffer.getLong());
  }

  public byte[] toBytes() {
    return ByteBuffer.allocate(32).putLong(a).putLong(b).putLong(c).putLong(d).array();
  }
}
