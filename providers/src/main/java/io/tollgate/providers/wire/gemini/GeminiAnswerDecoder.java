package io.tollgate.providers.wire.gemini;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tollgate.domain.provider.WireFormat;
import io.tollgate.providers.call.FinishReason;
import io.tollgate.providers.call.UpstreamFailure;
import io.tollgate.providers.call.UsageReport;
import io.tollgate.providers.conversation.Opaque;
import io.tollgate.providers.conversation.StreamDecoder;
import io.tollgate.providers.conversation.StreamEvent;
import io.tollgate.providers.conversation.StreamEvent.Completed;
import io.tollgate.providers.conversation.StreamEvent.Failed;
import io.tollgate.providers.conversation.StreamEvent.Finished;
import io.tollgate.providers.conversation.StreamEvent.Started;
import io.tollgate.providers.conversation.StreamEvent.UsageReported;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.sse.SseEvent;
import io.tollgate.providers.wire.UpstreamErrors;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * Reads answers of generateContent, whole and streamed. There is no terminal event: a reason to
 * finish may be repeated in every chunk, so the end is only known when the upstream closes.
 */
final class GeminiAnswerDecoder implements StreamDecoder {
  /** Not Google's own word, but that of whoever offers its format and OpenAI's. */
  static final byte[] DONE = "[DONE]".getBytes(UTF_8);

  private final Map<Integer, GeminiParts> candidates = new TreeMap<>();
  private boolean started;
  private boolean blocked;
  private UsageReport usage = UsageReport.ABSENT;
  private Consumer<StreamEvent> events = event -> {};

  /** Reads a whole answer. */
  static void decode(JsonNode answer, Consumer<StreamEvent> events) {
    GeminiAnswerDecoder decoder = new GeminiAnswerDecoder();
    decoder.events = events;
    if (!decoder.chunk(answer)) {
      return;
    }
    if (decoder.candidates.isEmpty() && !decoder.blocked) {
      if (!decoder.usage.reported()) {
        events.accept(new Failed(UpstreamErrors.unreadable(200, Json.bytes(answer))));
        return;
      }
      // It was paid for, so it is an answer, if an empty one.
      decoder.candidate(Json.object(), 0);
    }
    decoder.candidates.values().forEach(candidate -> candidate.finishUnlessSaid("OTHER"));
    decoder.close(events);
  }

  @Override
  public void decode(SseEvent frame, Consumer<StreamEvent> consumer) {
    events = consumer;
    if (frame.dataLength() > 0 && !frame.dataIs(DONE)) {
      chunk(Json.read(frame.buffer(), frame.dataStart(), frame.dataLength()));
    }
  }

  /** Returns whether it was understood. */
  private boolean chunk(JsonNode chunk) {
    JsonNode root = chunk.isArray() && chunk.size() == 1 ? chunk.get(0) : chunk;
    if (!root.isObject() || root.hasNonNull("error")) {
      events.accept(new Failed(failure(root)));
      return false;
    }
    if (!started) {
      started = true;
      String id = root.path("responseId").stringValue("");
      events.accept(new Started(id, root.path("modelVersion").stringValue("")));
    }
    blocked |= root.path("promptFeedback").has("blockReason");
    int position = 0;
    for (JsonNode candidate : root.path("candidates").values()) {
      candidate(candidate, candidate.path("index").asInt(position++));
    }
    UsageReport report = GeminiUsage.read(root.path("usageMetadata"));
    if (report.reported()) {
      usage = report;
      events.accept(new UsageReported(report.usage()));
    }
    return true;
  }

  private static UpstreamFailure failure(JsonNode root) {
    return root.has("error")
        ? UpstreamErrors.read(200, root)
        : UpstreamErrors.unreadable(200, Json.bytes(root));
  }

  private void candidate(JsonNode candidate, int index) {
    candidates
        .computeIfAbsent(index, i -> new GeminiParts(i, event -> events.accept(event)))
        .candidate(candidate);
  }

  @Override
  public void close(Consumer<StreamEvent> consumer) {
    events = consumer;
    if (blocked) {
      candidates.values().forEach(candidate -> candidate.finishUnlessSaid("SAFETY"));
    }
    boolean whole = candidates.values().stream().allMatch(GeminiParts::saidFinish);
    if (!whole || (candidates.isEmpty() && !blocked)) {
      return;
    }
    candidates.values().forEach(GeminiParts::end);
    if (candidates.isEmpty()) {
      events.accept(new Finished(0, FinishReason.CONTENT_FILTER, null));
    }
    if (usage.reported()) {
      events.accept(new UsageReported(usage.usage()));
    }
    events.accept(new Completed());
  }

  /** Whose signatures these are. */
  static Opaque signature(String data) {
    return Opaque.signature(WireFormat.GEMINI, data);
  }
}
