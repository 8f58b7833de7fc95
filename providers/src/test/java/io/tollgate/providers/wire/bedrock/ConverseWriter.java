package io.tollgate.providers.wire.bedrock;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tollgate.domain.usage.Usage;
import io.tollgate.providers.conversation.Part;
import io.tollgate.providers.conversation.StreamEvent;
import io.tollgate.providers.conversation.StreamEvent.Completed;
import io.tollgate.providers.conversation.StreamEvent.Extra;
import io.tollgate.providers.conversation.StreamEvent.Failed;
import io.tollgate.providers.conversation.StreamEvent.Finished;
import io.tollgate.providers.conversation.StreamEvent.ReasoningDelta;
import io.tollgate.providers.conversation.StreamEvent.ReasoningSigned;
import io.tollgate.providers.conversation.StreamEvent.RefusalDelta;
import io.tollgate.providers.conversation.StreamEvent.Started;
import io.tollgate.providers.conversation.StreamEvent.TextDelta;
import io.tollgate.providers.conversation.StreamEvent.ToolArgumentsDelta;
import io.tollgate.providers.conversation.StreamEvent.ToolCallEnded;
import io.tollgate.providers.conversation.StreamEvent.ToolCallStarted;
import io.tollgate.providers.conversation.StreamEvent.UsageReported;
import io.tollgate.providers.conversation.WholeAnswer;
import io.tollgate.providers.json.Json;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes answers as Bedrock would. */
public final class ConverseWriter {
  private static final int FIRST_TOOL = 100;

  private ConverseWriter() {}

  public static byte[] stream(List<StreamEvent> events) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    events.forEach(event -> out.writeBytes(frame(event)));
    return out.toByteArray();
  }

  private static byte[] frame(StreamEvent event) {
    return switch (event) {
      case Started ignored -> event("messageStart", Json.object().put("role", "assistant"));
      case TextDelta(int choice, String text) -> delta(1, Json.object().put("text", text));
      case ReasoningDelta(int choice, String text) -> {
        ObjectNode delta = Json.object();
        delta.putObject("reasoningContent").put("text", text);
        yield delta(0, delta);
      }
      case ToolCallStarted call -> {
        ObjectNode start = block(FIRST_TOOL + call.tool());
        start
            .putObject("start")
            .putObject("toolUse")
            .put("toolUseId", call.id())
            .put("name", call.name());
        yield event("contentBlockStart", start);
      }
      case ToolArgumentsDelta(int choice, int tool, String fragment) -> {
        ObjectNode delta = Json.object();
        delta.putObject("toolUse").put("input", fragment);
        yield delta(FIRST_TOOL + tool, delta);
      }
      case ToolCallEnded(int choice, int tool) ->
          event("contentBlockStop", block(FIRST_TOOL + tool));
      case Finished finished ->
          event("messageStop", Json.object().put("stopReason", reason(finished)));
      case UsageReported(Usage usage) -> {
        ObjectNode metadata = Json.object();
        metadata.set("usage", usage(usage));
        yield event("metadata", metadata);
      }
      case Completed ignored -> new byte[0];
      case Extra ignored -> throw new IllegalArgumentException();
      case RefusalDelta ignored -> throw new IllegalArgumentException();
      case ReasoningSigned ignored -> throw new IllegalArgumentException();
      case Failed ignored -> throw new IllegalArgumentException();
    };
  }

  private static String reason(Finished finished) {
    return switch (finished.reason()) {
      case TOOL_CALLS -> "tool_use";
      default -> "end_turn";
    };
  }

  private static ObjectNode block(int index) {
    return Json.object().put("contentBlockIndex", index).put("p", "abcdefgh");
  }

  private static byte[] delta(int index, ObjectNode delta) {
    return event("contentBlockDelta", block(index).set("delta", delta));
  }

  private static ObjectNode usage(Usage usage) {
    return Json.object().put("inputTokens", usage.input()).put("outputTokens", usage.output());
  }

  static byte[] event(String type, ObjectNode payload) {
    return message(Map.of(":message-type", "event", ":event-type", type), Json.bytes(payload));
  }

  static byte[] message(Map<String, String> headers, byte[] payload) {
    Map<String, HeaderValue> values = new java.util.LinkedHashMap<>();
    headers.forEach((name, value) -> values.put(name, HeaderValue.fromString(value)));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new Message(values, payload).encode(out);
    return out.toByteArray();
  }

  static byte[] whole(WholeAnswer answer) {
    ObjectNode body = Json.object();
    ArrayNode content = body.putObject("output").putObject("message").putArray("content");
    for (Part part : answer.choices().getFirst().parts()) {
      switch (part) {
        case Part.Text(String text) -> content.addObject().put("text", text);
        case Part.Reasoning thought ->
            content
                .addObject()
                .putObject("reasoningContent")
                .putObject("reasoningText")
                .put("text", thought.text());
        case Part.ToolCall call ->
            content
                .addObject()
                .putObject("toolUse")
                .put("toolUseId", call.id())
                .put("name", call.name())
                .set("input", Json.read(call.arguments().isEmpty() ? "{}" : call.arguments()));
        default -> throw new IllegalArgumentException(part.toString());
      }
    }
    Finished finished = new Finished(0, answer.choices().getFirst().reason(), null);
    body.put("stopReason", reason(finished));
    body.set("usage", usage(answer.usage().usage()));
    return Json.text(body).getBytes(UTF_8);
  }
}
