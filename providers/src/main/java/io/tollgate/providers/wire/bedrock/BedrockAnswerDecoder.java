package io.tollgate.providers.wire.bedrock;

import io.tollgate.domain.provider.WireFormat;
import io.tollgate.providers.call.UsageReport;
import io.tollgate.providers.conversation.Opaque;
import io.tollgate.providers.conversation.StreamDecoder;
import io.tollgate.providers.conversation.StreamEvent;
import io.tollgate.providers.conversation.StreamEvent.Completed;
import io.tollgate.providers.conversation.StreamEvent.Failed;
import io.tollgate.providers.conversation.StreamEvent.Finished;
import io.tollgate.providers.conversation.StreamEvent.ReasoningDelta;
import io.tollgate.providers.conversation.StreamEvent.ReasoningSigned;
import io.tollgate.providers.conversation.StreamEvent.Started;
import io.tollgate.providers.conversation.StreamEvent.TextDelta;
import io.tollgate.providers.conversation.StreamEvent.ToolArgumentsDelta;
import io.tollgate.providers.conversation.StreamEvent.ToolCallEnded;
import io.tollgate.providers.conversation.StreamEvent.ToolCallStarted;
import io.tollgate.providers.conversation.StreamEvent.UsageReported;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.sse.SseEvent;
import io.tollgate.providers.wire.UpstreamErrors;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads answers of Converse and of ConverseStream, neither of which names an id or the model. */
final class BedrockAnswerDecoder implements StreamDecoder {
  private static final String EXCEPTION = "exception:";

  /** A tool call by the number of its block. */
  private final Map<Integer, Integer> tools = new HashMap<>();

  private final Map<Integer, StringBuilder> signatures = new HashMap<>();
  private final Map<Integer, StringBuilder> redacted = new HashMap<>();
  private final Map<Integer, BedrockProduced> produced = new HashMap<>();

  /** Characters of text so far. */
  private int length;

  private boolean finished;
  private Consumer<StreamEvent> events = event -> {};

  /** Reads a whole answer. */
  static void decode(JsonNode answer, Consumer<StreamEvent> events) {
    JsonNode content = answer.path("output").path("message").path("content");
    if (!content.isArray()) {
      events.accept(new Failed(UpstreamErrors.unreadable(200, Json.bytes(answer))));
      return;
    }
    BedrockAnswerDecoder decoder = new BedrockAnswerDecoder();
    decoder.events = events;
    decoder.start();
    int index = 0;
    for (JsonNode block : content.values()) {
      decoder.block(index, block);
      decoder.blockStop(index++);
    }
    decoder.finish(answer);
    decoder.complete(answer);
  }

  @Override
  public void decode(SseEvent frame, Consumer<StreamEvent> consumer) {
    events = consumer;
    JsonNode event = Json.read(frame.buffer(), frame.dataStart(), frame.dataLength());
    int index = event.path("contentBlockIndex").asInt(0);
    String name = frame.name();
    switch (name) {
      case "event:messageStart" -> start();
      case "event:contentBlockStart" -> blockStart(index, event.path("start"));
      case "event:contentBlockDelta" -> delta(index, event.path("delta"));
      case "event:contentBlockStop" -> blockStop(index);
      case "event:messageStop" -> finish(event);
      case "event:metadata" -> metadata(event);
      default -> {
        if (name.startsWith(EXCEPTION)) {
          String type = name.substring(EXCEPTION.length());
          events.accept(new Failed(UpstreamErrors.exception(type, event)));
        }
        // Other events will be invented.
      }
    }
  }

  private void start() {
    events.accept(new Started("", ""));
  }

  private void blockStart(int index, JsonNode start) {
    produced(index).read(start, events);
    toolStart(index, start.path("toolUse"));
  }

  private BedrockProduced produced(int index) {
    return produced.computeIfAbsent(index, i -> new BedrockProduced(length));
  }

  private void block(int index, JsonNode block) {
    produced(index).read(block, events);
    text(block.path("text").stringValue(""));
    block
        .path("citationsContent")
        .path("content")
        .values()
        .forEach(cited -> text(cited.path("text").stringValue("")));
    JsonNode reasoning = block.path("reasoningContent");
    thought(index, reasoning.path("reasoningText"));
    append(redacted, index, reasoning.path("redactedContent").stringValue(""));
    JsonNode call = block.path("toolUse");
    if (call.isObject()) {
      toolStart(index, call);
      JsonNode input = call.path("input");
      if (input.isObject() && !input.isEmpty()) {
        arguments(index, Json.text(input));
      }
    }
  }

  private void toolStart(int index, JsonNode call) {
    if (call.isObject()) {
      int tool = tools.size();
      tools.put(index, tool);
      String id = call.path("toolUseId").stringValue("");
      events.accept(new ToolCallStarted(0, tool, id, call.path("name").stringValue(""), null));
    }
  }

  private void delta(int index, JsonNode delta) {
    produced(index).read(delta, events);
    text(delta.path("text").stringValue(""));
    arguments(index, delta.path("toolUse").path("input").stringValue(""));
    JsonNode reasoning = delta.path("reasoningContent");
    thought(index, reasoning);
    append(redacted, index, reasoning.path("redactedContent").stringValue(""));
  }

  private void text(String text) {
    if (!text.isEmpty()) {
      length += text.codePointCount(0, text.length());
      events.accept(new TextDelta(0, text));
    }
  }

  private void thought(int index, JsonNode thought) {
    String text = thought.path("text").stringValue("");
    if (!text.isEmpty()) {
      events.accept(new ReasoningDelta(0, text));
    }
    append(signatures, index, thought.path("signature").stringValue(""));
  }

  private static void append(Map<Integer, StringBuilder> pieces, int index, String piece) {
    if (!piece.isEmpty()) {
      pieces.computeIfAbsent(index, i -> new StringBuilder()).append(piece);
    }
  }

  private void arguments(int index, String fragment) {
    Integer tool = tools.get(index);
    if (tool != null && !fragment.isEmpty()) {
      events.accept(new ToolArgumentsDelta(0, tool, fragment));
    }
  }

  private void blockStop(int index) {
    sign(signatures.remove(index), false);
    sign(redacted.remove(index), true);
    Integer tool = tools.get(index);
    if (tool != null) {
      events.accept(new ToolCallEnded(0, tool));
    }
    BedrockProduced ended = produced.remove(index);
    if (ended != null) {
      ended.end(length, events);
    }
  }

  private void sign(@Nullable StringBuilder data, boolean hidden) {
    if (data != null) {
      Opaque opaque = new Opaque(WireFormat.BEDROCK, data.toString(), hidden);
      events.accept(new ReasoningSigned(0, opaque));
    }
  }

  private void finish(JsonNode stop) {
    if (!finished) {
      finished = true;
      String sequence =
          stop.path("additionalModelResponseFields").path("stop_sequence").stringValue(null);
      String reason = stop.path("stopReason").stringValue("");
      events.accept(new Finished(0, BedrockFinish.read(reason), sequence));
    }
  }

  private void metadata(JsonNode metadata) {
    if (finished) {
      complete(metadata);
    } else {
      usage(metadata);
    }
  }

  private void complete(JsonNode metadata) {
    usage(metadata);
    events.accept(new Completed());
  }

  private void usage(JsonNode metadata) {
    UsageReport report = BedrockUsage.read(metadata.path("usage"));
    if (report.reported()) {
      events.accept(new UsageReported(report.usage()));
    }
  }

  @Override
  public void close(Consumer<StreamEvent> consumer) {
    if (finished) {
      // Only the counts are missing, which come last of all.
      consumer.accept(new Completed());
    }
  }
}
