package io.tollgate.providers.wire.bedrock;

import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.Header;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.call.UpstreamRequest;
import io.tollgate.providers.conversation.Conversation;
import io.tollgate.providers.conversation.Notes;
import io.tollgate.providers.conversation.Part;
import io.tollgate.providers.conversation.StreamDecoder;
import io.tollgate.providers.conversation.StreamEvent;
import io.tollgate.providers.conversation.ToolNames;
import io.tollgate.providers.conversation.UpstreamFormat;
import io.tollgate.providers.sse.FrameDecoder;
import io.tollgate.providers.sse.SseEvent;
import io.tollgate.providers.wire.PathSegment;
import io.tollgate.providers.wire.UpstreamHeaders;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** Amazon Bedrock's Converse, the provider's side only. */
public final class BedrockFormat implements UpstreamFormat {
  private static final ToolNames NAMES = ToolNames.ofLength(64);

  private static final Header EVENTS = new Header("accept", "application/vnd.amazon.eventstream");
  private static final Header WHOLE = new Header("accept", "application/json");

  @Override
  public UpstreamRequest encode(
      Conversation conversation, ClientRequest request, Target target, Notes notes) {
    byte[] body = BedrockRequestEncoder.encode(conversation, target, notes);
    String method = request.stream() ? "/converse-stream" : "/converse";
    return new UpstreamRequest(
        target.url("/model/" + PathSegment.encode(target.model()) + method),
        UpstreamHeaders.json(target, request.stream() ? EVENTS : WHOLE),
        body,
        notes.dropped(),
        notes.adapted());
  }

  @Override
  public ToolNames toolNames() {
    return NAMES;
  }

  /** It fetches nothing that is not in S3. */
  @Override
  public boolean needsBytes(Part part, String url, Target target) {
    return true;
  }

  @Override
  public void decode(JsonNode answer, Consumer<StreamEvent> events) {
    BedrockAnswerDecoder.decode(answer, events);
  }

  @Override
  public StreamDecoder stream() {
    return new BedrockAnswerDecoder();
  }

  @Override
  public FrameDecoder framing(Consumer<SseEvent> frames) {
    return new EventStreamDecoder(frames);
  }
}
