package io.tollgate.providers.wire.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tollgate.domain.provider.WireFormat;
import io.tollgate.providers.call.FinishReason;
import io.tollgate.providers.call.UpstreamFailure;
import io.tollgate.providers.call.UsageReport;
import io.tollgate.providers.conversation.Citation.Span;
import io.tollgate.providers.conversation.Opaque;
import io.tollgate.providers.conversation.StreamDecoder;
import io.tollgate.providers.conversation.StreamEvent;
import io.tollgate.providers.conversation.StreamEvent.Cited;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads answers of the Messages API, whole and streamed. */
final class AnthropicAnswerDecoder implements StreamDecoder {
  /** Not Anthropic's own word, but that of whoever offers its format and OpenAI's. */
  static final byte[] DONE = "[DONE]".getBytes(UTF_8);

  /** A tool call that has not ended, by the number of its block. */
  private final Map<Integer, Integer> tools = new TreeMap<>();

  /** Inputs that came whole with their block, in case that no pieces of them follow. */
  private final Map<Integer, String> inputs = new HashMap<>();

  private final Map<Integer, StringBuilder> signatures = new HashMap<>();

  /** What the open blocks of text come from, which may be said before the text. */
  private final Map<Integer, List<JsonNode>> sources = new HashMap<>();

  private final Map<Integer, Integer> starts = new HashMap<>();
  private final ObjectNode usage = Json.object();

  /** Characters of text so far. */
  private int length;

  private int calls;

  /** The block that holds an answer as the arguments of {@link AnswerTool}; -1 for none. */
  private int answerBlock = -1;

  private boolean started;
  private boolean finished;
  private Consumer<StreamEvent> events = event -> {};

  /** Reads a whole answer. */
  static void decode(JsonNode answer, Consumer<StreamEvent> events) {
    if (!answer.path("content").isArray()) {
      events.accept(new Failed(failure(answer)));
      return;
    }
    AnthropicAnswerDecoder decoder = new AnthropicAnswerDecoder();
    decoder.events = events;
    decoder.start(answer);
    int index = 0;
    for (JsonNode block : answer.path("content").values()) {
      decoder.blockStart(index, block);
      decoder.blockStop(index++);
    }
    decoder.finish(answer);
    decoder.complete();
  }

  private static UpstreamFailure failure(JsonNode answer) {
    return UpstreamErrors.tells(answer, "content")
        ? UpstreamErrors.read(200, answer)
        : UpstreamErrors.unreadable(200, Json.bytes(answer));
  }

  @Override
  public void decode(SseEvent frame, Consumer<StreamEvent> consumer) {
    if (frame.dataIs(DONE)) {
      return;
    }
    events = consumer;
    JsonNode event = Json.read(frame.buffer(), frame.dataStart(), frame.dataLength());
    int index = event.path("index").asInt(0);
    switch (type(event, frame)) {
      case "message_start" -> start(event.path("message"));
      case "content_block_start" -> blockStart(index, event.path("content_block"));
      case "content_block_delta" -> delta(index, event.path("delta"));
      case "content_block_stop" -> blockStop(index);
      case "message_delta" -> {
        AnthropicUsage.merge(usage, event.path("usage"));
        finish(event.path("delta"));
      }
      case "message_stop" -> complete();
      case "error" -> events.accept(new Failed(UpstreamErrors.read(200, event)));
      default -> {
        // Pings, and whatever will be invented.
      }
    }
  }

  /** By its own word, or its name; a failure may lack both. */
  static String type(JsonNode event, SseEvent frame) {
    String type = event.path("type").stringValue(frame.name());
    return type.isEmpty() && event.hasNonNull("error") ? "error" : type;
  }

  private void start(JsonNode message) {
    if (started) {
      return;
    }
    started = true;
    AnthropicUsage.merge(usage, message.path("usage"));
    events.accept(
        new Started(message.path("id").stringValue(""), message.path("model").stringValue("")));
    UsageReport soFar = AnthropicUsage.read(usage);
    if (soFar.reported()) {
      events.accept(new UsageReported(soFar.usage()));
    }
  }

  private void blockStart(int index, JsonNode block) {
    switch (block.path("type").stringValue("")) {
      case "text" -> {
        starts.put(index, length);
        text(block.path("text").stringValue(""));
        block.path("citations").values().forEach(citation -> cited(index, citation));
      }
      case "thinking" -> {
        thought(block.path("thinking").stringValue(""));
        signature(index, block.path("signature").stringValue(""));
      }
      case "redacted_thinking" ->
          events.accept(
              new ReasoningSigned(
                  0, new Opaque(WireFormat.ANTHROPIC, block.path("data").stringValue(""), true)));
      case "tool_use" -> call(index, block);
      default -> {
        // What the provider's own tools did is not part of the answer in other formats.
      }
    }
  }

  private void call(int index, JsonNode block) {
    JsonNode input = block.path("input");
    String arguments = input.isObject() && !input.isEmpty() ? Json.text(input) : "";
    if (!arguments.isEmpty()) {
      inputs.put(index, arguments);
    }
    if (block.path("name").stringValue("").equals(AnswerTool.NAME)) {
      answerBlock = index;
      return;
    }
    int tool = calls++;
    tools.put(index, tool);
    String id = block.path("id").stringValue("");
    events.accept(new ToolCallStarted(0, tool, id, block.path("name").stringValue(""), null));
  }

  private void delta(int index, JsonNode delta) {
    switch (delta.path("type").stringValue("")) {
      case "text_delta" -> text(delta.path("text").stringValue(""));
      case "thinking_delta" -> thought(delta.path("thinking").stringValue(""));
      case "signature_delta" -> signature(index, delta.path("signature").stringValue(""));
      case "input_json_delta" -> arguments(index, delta.path("partial_json").stringValue(""));
      case "citations_delta" -> cited(index, delta.path("citation"));
      default -> {
        // Whatever will be invented.
      }
    }
  }

  private void cited(int index, JsonNode citation) {
    sources.computeIfAbsent(index, i -> new ArrayList<>()).add(citation);
  }

  private void text(String text) {
    if (!text.isEmpty()) {
      length += text.codePointCount(0, text.length());
      events.accept(new TextDelta(0, text));
    }
  }

  private void thought(String text) {
    if (!text.isEmpty()) {
      events.accept(new ReasoningDelta(0, text));
    }
  }

  private void signature(int index, String piece) {
    if (!piece.isEmpty()) {
      signatures.computeIfAbsent(index, i -> new StringBuilder()).append(piece);
    }
  }

  private void arguments(int index, String fragment) {
    if (!fragment.isEmpty()) {
      inputs.remove(index);
    }
    if (index == answerBlock) {
      text(fragment);
    }
    Integer tool = tools.get(index);
    if (tool != null && !fragment.isEmpty()) {
      events.accept(new ToolArgumentsDelta(0, tool, fragment));
    }
  }

  private void blockStop(int index) {
    StringBuilder signature = signatures.remove(index);
    if (signature != null) {
      events.accept(
          new ReasoningSigned(0, Opaque.signature(WireFormat.ANTHROPIC, signature.toString())));
    }
    String whole = inputs.remove(index);
    if (whole != null) {
      arguments(index, whole);
    }
    Integer tool = tools.remove(index);
    if (tool != null) {
      events.accept(new ToolCallEnded(0, tool));
    }
    cite(index);
  }

  /** The whole block rests on each of its sources. */
  private void cite(int index) {
    int start = starts.getOrDefault(index, length);
    Span span = start < length ? new Span(start, length) : null;
    for (JsonNode source : sources.getOrDefault(index, List.of())) {
      events.accept(new Cited(0, AnthropicCitations.read(source, span)));
    }
  }

  private void finish(JsonNode delta) {
    String reason = delta.path("stop_reason").stringValue("");
    if (!finished && !reason.isEmpty()) {
      finished = true;
      // Not everybody says that a block has ended.
      List.copyOf(tools.keySet()).forEach(this::blockStop);
      FinishReason read = AnthropicFinish.read(reason);
      boolean answered = answerBlock >= 0 && read == FinishReason.TOOL_CALLS;
      events.accept(new Finished(0, answered ? FinishReason.STOP : read, sequence(delta)));
    }
  }

  private static @Nullable String sequence(JsonNode delta) {
    return delta.path("stop_sequence").stringValue(null);
  }

  private void complete() {
    UsageReport total = AnthropicUsage.read(usage);
    if (total.reported()) {
      events.accept(new UsageReported(total.usage()));
    }
    events.accept(new Completed());
  }

  @Override
  public void close(Consumer<StreamEvent> consumer) {
    // Every genuine stream ends in message_stop: without it the answer may lack anything.
  }
}
