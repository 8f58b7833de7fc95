package io.tollgate.providers.wire.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tollgate.providers.call.UpstreamFailure;
import io.tollgate.providers.call.UsageReport;
import io.tollgate.providers.conversation.StreamDecoder;
import io.tollgate.providers.conversation.StreamEvent;
import io.tollgate.providers.conversation.StreamEvent.Completed;
import io.tollgate.providers.conversation.StreamEvent.Failed;
import io.tollgate.providers.conversation.StreamEvent.Started;
import io.tollgate.providers.conversation.StreamEvent.UsageReported;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.sse.SseEvent;
import io.tollgate.providers.wire.UpstreamErrors;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** Reads answers of chat completions, whole and streamed. */
final class ChatAnswerDecoder implements StreamDecoder {
  private static final byte[] DONE = "[DONE]".getBytes(UTF_8);
  private static final byte[] ERROR = "error".getBytes(UTF_8);

  private final Map<Integer, ChatDeltas> choices = new TreeMap<>();
  private boolean started;
  private Consumer<StreamEvent> events = event -> {};

  /** Reads a whole answer. */
  static void decode(JsonNode answer, Consumer<StreamEvent> events) {
    ChatAnswerDecoder decoder = new ChatAnswerDecoder();
    decoder.events = events;
    boolean empty = answer.path("choices").isEmpty();
    boolean paid = OpenAiUsage.read(answer.path("usage")).reported();
    // What was paid for is an answer, if an empty one.
    if (UpstreamErrors.tells(answer, "choices") || (empty && !paid)) {
      events.accept(new Failed(failure(answer)));
      return;
    }
    decoder.chunk(answer, "message");
    decoder.choices.values().forEach(choice -> choice.finish("stop"));
    events.accept(new Completed());
  }

  private static UpstreamFailure failure(JsonNode answer) {
    return UpstreamErrors.tells(answer, "choices")
        ? UpstreamErrors.read(200, answer)
        : UpstreamErrors.unreadable(200, Json.bytes(answer));
  }

  @Override
  public void decode(SseEvent frame, Consumer<StreamEvent> consumer) {
    events = consumer;
    if (frame.dataIs(DONE)) {
      events.accept(new Completed());
    } else if (frame.dataLength() > 0) {
      JsonNode chunk = Json.read(frame.buffer(), frame.dataStart(), frame.dataLength());
      boolean error = frame.nameIs(ERROR) || UpstreamErrors.tells(chunk, "choices");
      if (error || !chunk.isObject()) {
        events.accept(new Failed(failure(chunk)));
      } else {
        chunk(chunk, "delta");
      }
    }
  }

  private void chunk(JsonNode chunk, String field) {
    JsonNode list = chunk.path("choices");
    if (!started && !list.isEmpty()) {
      started = true;
      String id = chunk.path("id").stringValue("");
      events.accept(new Started(id, chunk.path("model").stringValue("")));
    }
    int position = 0;
    for (JsonNode choice : list.values()) {
      int index = choice.path("index").asInt(position++);
      choice(choice, index, field);
      end(chunk, index, choice.path("finish_reason").stringValue(""));
    }
    UsageReport usage = OpenAiUsage.of(chunk);
    if (usage.reported()) {
      events.accept(new UsageReported(usage.usage()));
    }
  }

  private void choice(JsonNode choice, int index, String field) {
    ChatDeltas deltas =
        choices.computeIfAbsent(index, i -> new ChatDeltas(i, event -> events.accept(event)));
    if (!deltas.finished()) {
      deltas.delta(choice.path(field), choice.path("logprobs").path("content"));
    }
  }

  /** What was searched through is said anew in every chunk, so that the last one does. */
  private void end(JsonNode chunk, int index, String reason) {
    ChatDeltas deltas = choices.get(index);
    if (deltas != null && !reason.isEmpty() && !deltas.finished()) {
      AnswerExtras.found(chunk, index, event -> events.accept(event));
      deltas.finish(reason);
    }
  }

  @Override
  public void close(Consumer<StreamEvent> consumer) {
    boolean whole = !choices.isEmpty() && choices.values().stream().allMatch(ChatDeltas::finished);
    if (whole) {
      consumer.accept(new Completed());
    }
  }
}
