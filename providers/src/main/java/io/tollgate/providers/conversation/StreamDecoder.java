package io.tollgate.providers.conversation;

import io.tollgate.providers.sse.SseEvent;
import java.util.function.Consumer;

/** Reads one stream of a provider's. */
public interface StreamDecoder {
  void decode(SseEvent frame, Consumer<StreamEvent> events);

  /**
   * The upstream has closed. Says {@link StreamEvent.Completed} if the answer is whole although no
   * terminal event came, and nothing otherwise.
   */
  void close(Consumer<StreamEvent> events);
}
