package io.tollgate.providers.wire.ollama;

import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.call.UpstreamRequest;
import io.tollgate.providers.conversation.Conversation;
import io.tollgate.providers.conversation.Notes;
import io.tollgate.providers.conversation.Part;
import io.tollgate.providers.conversation.StreamDecoder;
import io.tollgate.providers.conversation.StreamEvent;
import io.tollgate.providers.conversation.UpstreamFormat;
import io.tollgate.providers.sse.FrameDecoder;
import io.tollgate.providers.sse.LineDecoder;
import io.tollgate.providers.sse.SseEvent;
import io.tollgate.providers.wire.UpstreamHeaders;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** Ollama's own {@code /api/chat}, whose streams are lines of JSON. */
public final class OllamaFormat implements UpstreamFormat {
  @Override
  public UpstreamRequest encode(
      Conversation conversation, ClientRequest request, Target target, Notes notes) {
    byte[] body = OllamaRequestEncoder.encode(conversation, target, notes);
    return new UpstreamRequest(
        target.url("/api/chat"),
        UpstreamHeaders.json(target),
        body,
        notes.dropped(),
        notes.adapted());
  }

  /** It fetches nothing. */
  @Override
  public boolean needsBytes(Part part, String url, Target target) {
    return true;
  }

  @Override
  public void decode(JsonNode answer, Consumer<StreamEvent> events) {
    OllamaAnswerDecoder.decode(answer, events);
  }

  @Override
  public StreamDecoder stream() {
    return new OllamaAnswerDecoder();
  }

  @Override
  public FrameDecoder framing(Consumer<SseEvent> frames) {
    return new LineDecoder(frames);
  }
}
