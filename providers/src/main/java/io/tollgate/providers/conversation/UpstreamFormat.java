package io.tollgate.providers.conversation;

import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.call.UpstreamRequest;
import io.tollgate.providers.sse.FrameDecoder;
import io.tollgate.providers.sse.SseDecoder;
import io.tollgate.providers.sse.SseEvent;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** The provider's side of a wire format: requests go out, answers come in. */
public interface UpstreamFormat {
  /** Writes a request; throws {@code InvalidRequestException} for what the target cannot do. */
  UpstreamRequest encode(
      Conversation conversation, ClientRequest request, Target target, Notes notes);

  /**
   * Whether the target takes the bytes of a picture or a document only, so that the gateway must
   * fetch what lies at this address.
   */
  default boolean needsBytes(Part part, String url, Target target) {
    return false;
  }

  /** Which names of tools it takes as they are. */
  default ToolNames toolNames() {
    return ToolNames.ANY;
  }

  /** Reads a whole answer as the events that a stream of it would have. */
  void decode(JsonNode answer, Consumer<StreamEvent> events);

  /** Reads a stream. */
  StreamDecoder stream();

  /** How the stream is framed. */
  default FrameDecoder framing(Consumer<SseEvent> frames) {
    return new SseDecoder(frames);
  }
}
