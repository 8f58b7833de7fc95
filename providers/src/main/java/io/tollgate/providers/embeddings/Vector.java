package io.tollgate.providers.embeddings;

import io.tollgate.providers.wire.UnreadableReplyException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;

/**
 * One embedding, in the form that the provider gave it; changed only when a client needs another.
 */
sealed interface Vector {
  /** As a JSON array of numbers. */
  String json();

  /** As base64 of 32-bit floats, little-endian. */
  String base64();

  /**
   * Numbers with the provider's digits.
   *
   * @param json the array's text, which is ASCII
   */
  record Numbers(String json) implements Vector {
    @Override
    public String base64() {
      ByteBuffer packed = ByteBuffer.allocate(4 * count()).order(ByteOrder.LITTLE_ENDIAN);
      int start = 1;
      while (packed.hasRemaining()) {
        int comma = json.indexOf(',', start);
        int end = comma < 0 ? json.length() - 1 : comma;
        float number = Float.parseFloat(json.substring(start, end).strip());
        if (!Float.isFinite(number)) {
          throw new UnreadableReplyException("An embedding holds more than a float can");
        }
        packed.putFloat(number);
        start = end + 1;
      }
      return Base64.getEncoder().encodeToString(packed.array());
    }

    private int count() {
      if (json.substring(1, json.length() - 1).isBlank()) {
        return 0;
      }
      return 1 + (int) json.chars().filter(c -> c == ',').count();
    }
  }

  /** Floats as they lie in memory. */
  record Packed(String base64) implements Vector {
    @Override
    public String json() {
      ByteBuffer packed = ByteBuffer.wrap(bytes()).order(ByteOrder.LITTLE_ENDIAN);
      if (packed.remaining() % 4 != 0) {
        throw new UnreadableReplyException("An embedding is not made of 32-bit floats");
      }
      StringBuilder json = new StringBuilder(packed.remaining() * 3).append('[');
      while (packed.hasRemaining()) {
        float number = packed.getFloat();
        if (!Float.isFinite(number)) {
          throw new UnreadableReplyException("An embedding holds " + number);
        }
        json.append(json.length() == 1 ? "" : ",").append(number);
      }
      return json.append(']').toString();
    }

    private byte[] bytes() {
      try {
        return Base64.getDecoder().decode(base64);
      } catch (IllegalArgumentException e) {
        throw new UnreadableReplyException("An embedding is not base64");
      }
    }
  }
}
