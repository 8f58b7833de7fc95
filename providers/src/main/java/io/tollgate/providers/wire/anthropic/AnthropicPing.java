package io.tollgate.providers.wire.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tollgate.providers.sse.SseWriter;

/**
 * How Anthropic keeps a silent stream open, and its clients know it: an event that means nothing.
 */
final class AnthropicPing {
  private AnthropicPing() {}

  static byte[] frame() {
    SseWriter out = new SseWriter();
    out.event("ping", "{\"type\":\"ping\"}".getBytes(UTF_8));
    return out.take();
  }
}
