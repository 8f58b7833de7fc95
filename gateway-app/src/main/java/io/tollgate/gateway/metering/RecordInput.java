package io.tollgate.gateway.metering;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the fields of a record in the order they were written. */
final class RecordInput {

  private final ByteBuffer bytes;

  RecordInput(byte[] bytes) {
    this.bytes = ByteBuffer.wrap(bytes);
  }

  int getByte() {
    return bytes.get();
  }

  int getInt() {
    return bytes.getInt();
  }

  long getLong() {
    return bytes.getLong();
  }

  UUID getUuid() {
    return new UUID(bytes.getLong(), bytes.getLong());
  }

  Instant getInstant() {
    return Instant.ofEpochSecond(bytes.getLong(), bytes.getInt());
  }

  <T> @Nullable T getOptional(Function<UUID, T> type) {
    return getByte() == 0 ? null : type.apply(getUuid());
  }

  @Nullable String getText() {
    int length = getInt();
    if (length < 0) {
      return null;
    }
    var utf8 = new byte[length];
    bytes.get(utf8);
    return new String(utf8, StandardCharsets.UTF_8);
  }

  String getRequiredText() {
    var text = getText();
    if (text == null) {
      throw new IllegalArgumentException("a text is missing in a journal record");
    }
    return text;
  }
}
