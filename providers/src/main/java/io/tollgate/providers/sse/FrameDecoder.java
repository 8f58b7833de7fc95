package io.tollgate.providers.sse;

import java.nio.ByteBuffer;

/** Finds the frames of a streamed answer, however a format frames them. */
public interface FrameDecoder {
  /** Takes the next bytes, cut anywhere; throws {@link SseException} when it cannot go on. */
  void feed(ByteBuffer bytes);

  /** The stream has ended. */
  void end();
}
