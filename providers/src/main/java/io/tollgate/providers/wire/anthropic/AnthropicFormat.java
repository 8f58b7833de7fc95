package io.tollgate.providers.wire.anthropic;

import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.Header;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.call.UpstreamRequest;
import io.tollgate.providers.conversation.ClientFormat;
import io.tollgate.providers.conversation.Conversation;
import io.tollgate.providers.conversation.Notes;
import io.tollgate.providers.conversation.Part;
import io.tollgate.providers.conversation.StreamDecoder;
import io.tollgate.providers.conversation.StreamEncoder;
import io.tollgate.providers.conversation.StreamEvent;
import io.tollgate.providers.conversation.StreamEvent.Cited;
import io.tollgate.providers.conversation.ToolNames;
import io.tollgate.providers.conversation.UpstreamFormat;
import io.tollgate.providers.conversation.WholeAnswer;
import io.tollgate.providers.wire.UpstreamHeaders;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** Anthropic's Messages API, on both sides. */
public final class AnthropicFormat implements ClientFormat, UpstreamFormat {
  private static final ToolNames NAMES = ToolNames.ofLength(128);

  @Override
  public Conversation decode(ClientRequest request, Notes notes) {
    return AnthropicRequestDecoder.decode(request, notes);
  }

  /** What it answers with is text, which may come from a page. */
  @Override
  public boolean hasPlaceFor(StreamEvent.Extra extra) {
    return extra instanceof Cited cited && cited.citation().url() != null;
  }

  @Override
  public String ownName(String field) {
    return switch (field) {
      case "stop" -> "stop_sequences";
      case "user" -> "metadata.user_id";
      case "reasoning_effort" -> "thinking";
      case "parallel_tool_calls" -> "tool_choice.disable_parallel_tool_use";
      default -> field.startsWith("stop[") ? "stop_sequences" + field.substring(4) : field;
    };
  }

  @Override
  public byte[] encode(WholeAnswer answer, ClientRequest request) {
    return AnthropicAnswerEncoder.encode(answer, request);
  }

  @Override
  public StreamEncoder stream(ClientRequest request) {
    return new AnthropicStreamEncoder(request);
  }

  @Override
  public UpstreamRequest encode(
      Conversation conversation, ClientRequest request, Target target, Notes notes) {
    byte[] encoded = AnthropicRequestEncoder.encode(conversation, target, notes);
    byte[] body =
        ClaudeOnVertex.hosts(target) ? ClaudeOnVertex.versioned(encoded, target, false) : encoded;
    Header version = new Header("anthropic-version", AnthropicVersion.of(target).date());
    return new UpstreamRequest(
        AnthropicUrls.messages(target, request.stream()),
        UpstreamHeaders.json(target, version),
        body,
        notes.dropped(),
        notes.adapted());
  }

  @Override
  public ToolNames toolNames() {
    return NAMES;
  }

  @Override
  public boolean needsBytes(Part part, String url, Target target) {
    return !url.startsWith("https://") || ClaudeOnVertex.hosts(target);
  }

  @Override
  public void decode(JsonNode answer, Consumer<StreamEvent> events) {
    AnthropicAnswerDecoder.decode(answer, events);
  }

  @Override
  public StreamDecoder stream() {
    return new AnthropicAnswerDecoder();
  }
}
