package io.tollgate.providers.wire.cohere;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tollgate.providers.call.UpstreamFailure;
import io.tollgate.providers.call.UsageReport;
import io.tollgate.providers.conversation.Citation;
import io.tollgate.providers.conversation.Citation.Span;
import io.tollgate.providers.conversation.StreamDecoder;
import io.tollgate.providers.conversation.StreamEvent;
import io.tollgate.providers.conversation.StreamEvent.Cited;
import io.tollgate.providers.conversation.StreamEvent.Completed;
import io.tollgate.providers.conversation.StreamEvent.Failed;
import io.tollgate.providers.conversation.StreamEvent.Finished;
import io.tollgate.providers.conversation.StreamEvent.ReasoningDelta;
import io.tollgate.providers.conversation.StreamEvent.Scored;
import io.tollgate.providers.conversation.StreamEvent.Started;
import io.tollgate.providers.conversation.StreamEvent.TextDelta;
import io.tollgate.providers.conversation.StreamEvent.ToolCallStarted;
import io.tollgate.providers.conversation.StreamEvent.UsageReported;
import io.tollgate.providers.conversation.TokenScore;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.sse.SseEvent;
import io.tollgate.providers.wire.UpstreamErrors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * Reads answers of {@code /v2/chat}, whole and streamed. The plan that a model writes down before
 * it calls tools is text like any other: that is what it is with every other vendor, and so it
 * comes back in the next request.
 */
final class CohereAnswerDecoder implements StreamDecoder {
  private static final byte[] DONE = "[DONE]".getBytes(UTF_8);

  private final Map<Integer, GrowingCall> calls = new LinkedHashMap<>();
  private int tools;
  private Consumer<StreamEvent> events = event -> {};

  /** Reads a whole answer. */
  static void decode(JsonNode answer, Consumer<StreamEvent> events) {
    JsonNode message = answer.path("message");
    if (!message.isObject()) {
      events.accept(new Failed(failure(answer)));
      return;
    }
    CohereAnswerDecoder decoder = new CohereAnswerDecoder();
    decoder.events = events;
    decoder.start(answer);
    decoder.content(message.path("content"));
    decoder.scores(answer.path("logprobs"));
    message.path("citations").values().forEach(decoder::cited);
    decoder.text(message.path("tool_plan").stringValue(""));
    int index = 0;
    for (JsonNode call : message.path("tool_calls").values()) {
      decoder.callStart(index, call);
      decoder.callEnd(index++);
    }
    decoder.end(answer);
  }

  private static UpstreamFailure failure(JsonNode answer) {
    boolean explained = answer.hasNonNull("message") || answer.hasNonNull("error");
    return explained
        ? UpstreamErrors.read(200, answer)
        : UpstreamErrors.unreadable(200, Json.bytes(answer));
  }

  @Override
  public void decode(SseEvent frame, Consumer<StreamEvent> consumer) {
    if (frame.dataLength() == 0 || frame.dataIs(DONE)) {
      return;
    }
    events = consumer;
    JsonNode event = Json.read(frame.buffer(), frame.dataStart(), frame.dataLength());
    JsonNode message = event.path("delta").path("message");
    int index = event.path("index").asInt(0);
    switch (event.path("type").stringValue("")) {
      case "message-start" -> start(event);
      case "content-start", "content-delta" -> {
        part(message.path("content"));
        scores(event.path("logprobs"));
      }
      case "tool-plan-delta" -> text(message.path("tool_plan").stringValue(""));
      case "tool-call-start" -> callStart(index, one(message.path("tool_calls")));
      case "tool-call-delta" -> arguments(index, one(message.path("tool_calls")));
      case "tool-call-end" -> callEnd(index);
      case "citation-start" -> cited(message.path("citations"));
      case "message-end" -> end(event.path("delta"));
      case "error", "stream-error", "" -> events.accept(new Failed(failure(event)));
      default -> {
        // Ends of content and of citations, and whatever will be invented.
      }
    }
  }

  /** One call at a time, which is an object here and a list of one elsewhere. */
  private static JsonNode one(JsonNode calls) {
    return calls.isArray() ? calls.path(0) : calls;
  }

  private void start(JsonNode answer) {
    events.accept(new Started(answer.path("id").stringValue(""), ""));
  }

  private void content(JsonNode content) {
    if (content.isString()) {
      text(content.stringValue());
    }
    content.values().forEach(this::part);
  }

  private void part(JsonNode part) {
    String thought = part.path("thinking").stringValue("");
    if (!thought.isEmpty()) {
      events.accept(new ReasoningDelta(0, thought));
    }
    text(part.path("text").stringValue(""));
  }

  private void text(String text) {
    if (!text.isEmpty()) {
      events.accept(new TextDelta(0, text));
    }
  }

  /** A list of pieces, or the one that came. */
  private void scores(JsonNode pieces) {
    List<TokenScore> scores = new ArrayList<>();
    for (JsonNode piece : pieces.isArray() ? pieces.values() : List.of(pieces)) {
      // Where a piece is several tokens, its text is that of them all.
      String text = piece.path("text").stringValue("");
      for (JsonNode logprob : piece.path("logprobs").values()) {
        scores.add(new TokenScore(text, logprob.decimalValue(), List.of()));
        text = "";
      }
    }
    if (!scores.isEmpty()) {
      events.accept(new Scored(0, scores));
    }
  }

  /** Places count from the beginning of the part that they are in, which only text has. */
  private void cited(JsonNode citation) {
    boolean text = citation.path("type").stringValue("TEXT_CONTENT").equals("TEXT_CONTENT");
    int start = citation.path("start").asInt(0);
    int end = citation.path("end").asInt(0);
    Span span = text && start < end ? new Span(start, end) : null;
    for (JsonNode source : citation.path("sources").values()) {
      JsonNode about = source.path(source.has("document") ? "document" : "tool_output");
      events.accept(
          new Cited(
              0,
              new Citation(
                  about.path("url").stringValue(null),
                  about.path("title").stringValue(null),
                  about.path("text").stringValue(about.path("snippet").stringValue(null)),
                  span)));
    }
  }

  private void callStart(int index, JsonNode call) {
    int tool = tools++;
    calls.put(index, new GrowingCall(tool));
    JsonNode function = call.path("function");
    events.accept(
        new ToolCallStarted(
            0, tool, call.path("id").stringValue(""), function.path("name").stringValue(""), null));
    arguments(index, call);
  }

  private void arguments(int index, JsonNode call) {
    GrowingCall growing = calls.get(index);
    if (growing != null) {
      growing.arguments(
          call.path("function").path("arguments").stringValue(""), event -> events.accept(event));
    }
  }

  private void callEnd(int index) {
    GrowingCall ended = calls.remove(index);
    if (ended != null) {
      ended.end(event -> events.accept(event));
    }
  }

  private void end(JsonNode end) {
    calls.values().forEach(call -> call.end(event -> events.accept(event)));
    calls.clear();
    UsageReport usage = CohereUsage.read(end.path("usage"));
    if (usage.reported()) {
      events.accept(new UsageReported(usage.usage()));
    }
    String reason = end.path("finish_reason").stringValue("");
    if (CohereFinish.broken(reason) || end.hasNonNull("error")) {
      events.accept(new Failed(brokenOff(reason, end)));
      return;
    }
    events.accept(new Finished(0, CohereFinish.read(reason), null));
    events.accept(new Completed());
  }

  private static UpstreamFailure brokenOff(String reason, JsonNode end) {
    if (end.hasNonNull("error")) {
      return UpstreamErrors.read(200, end);
    }
    UpstreamFailure.Kind kind =
        reason.equals("TIMEOUT") ? UpstreamFailure.Kind.TIMEOUT : UpstreamFailure.Kind.SERVER;
    return UpstreamFailure.of(kind, 200, "The answer ended with " + reason);
  }

  @Override
  public void close(Consumer<StreamEvent> consumer) {
    // Every genuine stream ends in message-end: without it the answer may lack anything.
  }
}
