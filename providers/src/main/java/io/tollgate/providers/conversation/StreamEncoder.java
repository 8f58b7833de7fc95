package io.tollgate.providers.conversation;

import io.tollgate.providers.call.ClientError;
import io.tollgate.providers.sse.SseWriter;

/** Writes one stream in a client's format. */
public interface StreamEncoder {
  void encode(StreamEvent event, SseWriter out);

  /** What it says while there is nothing to say. */
  default byte[] heartbeat() {
    return SseWriter.comment("keep-alive");
  }

  /** An error inside the stream, after which nothing may look like a clean end. */
  byte[] error(ClientError error);
}
