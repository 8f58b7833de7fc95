package io.tollgate.persistence.database;

import io.tollgate.domain.secret.Hash256;
import java.nio.ByteBuffer;

/** Hashes are stored as their 32 bytes. */
public final class HashColumn {

  private HashColumn() {}

  public static ByteBuffer bytes(Hash256 hash) {
    return ByteBuffer.wrap(hash.toBytes());
  }

  public static Hash256 hash(ByteBuffer column) {
    var bytes = new byte[column.remaining()];
    column.duplicate().get(bytes);
    return Hash256.of(bytes);
  }
}
