package io.tollgate.providers.wire;

import io.tollgate.providers.call.ClientError;
import io.tollgate.providers.sse.SseEvent;
import io.tollgate.providers.sse.SseWriter;

/** What a format does with the frames of one stream. */
public interface FrameHandler {
  /** One frame of the upstream's. */
  void frame(SseEvent frame, StreamProgress progress, SseWriter out);

  /**
   * The upstream has closed without a terminal frame. Completes the answer if it is known to be
   * whole all the same; otherwise does nothing, and the answer counts as truncated.
   */
  void close(StreamProgress progress, SseWriter out);

  /** What a stream of events says while there is nothing to say; a comment is read by nobody. */
  default byte[] heartbeat() {
    return SseWriter.comment("keep-alive");
  }

  /** An error as the client's protocol shows it inside a stream. */
  byte[] error(ClientError error);
}
