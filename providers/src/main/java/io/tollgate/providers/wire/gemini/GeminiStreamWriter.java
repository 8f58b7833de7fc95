package io.tollgate.providers.wire.gemini;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tollgate.providers.sse.SseWriter;

/** The two framings of a stream: events, or one JSON array where {@code alt=sse} was not asked. */
final class GeminiStreamWriter {
  private static final byte[] OPEN = "[".getBytes(UTF_8);
  private static final byte[] NEXT = ",\r\n".getBytes(UTF_8);
  private static final byte[] CLOSE = "]".getBytes(UTF_8);

  private final boolean events;
  private boolean begun;

  GeminiStreamWriter(boolean events) {
    this.events = events;
  }

  void chunk(SseWriter out, byte[] json) {
    if (events) {
      out.data(json);
      return;
    }
    out.raw(begun ? NEXT : OPEN);
    out.raw(json);
    begun = true;
  }

  void end(SseWriter out) {
    if (!events) {
      out.raw(begun ? CLOSE : "[]".getBytes(UTF_8));
    }
  }

  /** An error as the last chunk; the array stays open, since it is not whole. */
  byte[] error(byte[] json) {
    SseWriter out = new SseWriter();
    chunk(out, json);
    return out.take();
  }
}
