package io.tollgate.providers.wire.openai;

import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.Endpoint;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.call.UpstreamRequest;
import io.tollgate.providers.conversation.ClientFormat;
import io.tollgate.providers.conversation.Conversation;
import io.tollgate.providers.conversation.Notes;
import io.tollgate.providers.conversation.Part;
import io.tollgate.providers.conversation.StreamDecoder;
import io.tollgate.providers.conversation.StreamEncoder;
import io.tollgate.providers.conversation.StreamEvent;
import io.tollgate.providers.conversation.ToolNames;
import io.tollgate.providers.conversation.UpstreamFormat;
import io.tollgate.providers.conversation.WholeAnswer;
import io.tollgate.providers.wire.UpstreamHeaders;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** OpenAI's chat completions, on both sides. */
public final class ChatFormat implements ClientFormat, UpstreamFormat {
  private static final ToolNames NAMES = ToolNames.ofLength(64);

  @Override
  public Conversation decode(ClientRequest request, Notes notes) {
    return ChatRequestDecoder.decode(request, notes);
  }

  @Override
  public boolean hasPlaceFor(StreamEvent.Extra extra) {
    return AnswerExtras.hasPlaceFor(extra);
  }

  @Override
  public byte[] encode(WholeAnswer answer, ClientRequest request) {
    return ChatAnswerEncoder.encode(answer, request);
  }

  @Override
  public StreamEncoder stream(ClientRequest request) {
    return new ChatStreamEncoder(request);
  }

  @Override
  public UpstreamRequest encode(
      Conversation conversation, ClientRequest request, Target target, Notes notes) {
    byte[] body = ChatRequestEncoder.encode(conversation, request, target, notes);
    return new UpstreamRequest(
        OpenAiUrls.of(Endpoint.CHAT_COMPLETIONS, target),
        UpstreamHeaders.json(target),
        body,
        notes.dropped(),
        notes.adapted());
  }

  @Override
  public ToolNames toolNames() {
    return NAMES;
  }

  /** Pictures may lie on the web, files may not. */
  @Override
  public boolean needsBytes(Part part, String url, Target target) {
    return part instanceof Part.Document || !url.startsWith("http");
  }

  @Override
  public void decode(JsonNode answer, Consumer<StreamEvent> events) {
    ChatAnswerDecoder.decode(answer, events);
  }

  @Override
  public StreamDecoder stream() {
    return new ChatAnswerDecoder();
  }
}
