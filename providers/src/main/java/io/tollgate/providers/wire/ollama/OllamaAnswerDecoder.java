package io.tollgate.providers.wire.ollama;

import io.tollgate.providers.call.FinishReason;
import io.tollgate.providers.call.UsageReport;
import io.tollgate.providers.conversation.StreamDecoder;
import io.tollgate.providers.conversation.StreamEvent;
import io.tollgate.providers.conversation.StreamEvent.Completed;
import io.tollgate.providers.conversation.StreamEvent.Failed;
import io.tollgate.providers.conversation.StreamEvent.Finished;
import io.tollgate.providers.conversation.StreamEvent.ReasoningDelta;
import io.tollgate.providers.conversation.StreamEvent.Scored;
import io.tollgate.providers.conversation.StreamEvent.Started;
import io.tollgate.providers.conversation.StreamEvent.TextDelta;
import io.tollgate.providers.conversation.StreamEvent.ToolArgumentsDelta;
import io.tollgate.providers.conversation.StreamEvent.ToolCallEnded;
import io.tollgate.providers.conversation.StreamEvent.ToolCallStarted;
import io.tollgate.providers.conversation.StreamEvent.UsageReported;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.sse.SseEvent;
import io.tollgate.providers.wire.UpstreamErrors;
import io.tollgate.providers.wire.openai.Logprobs;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * Reads answers of {@code /api/chat}. A whole answer is a stream of one object; calls come whole,
 * and with older servers without an id.
 */
final class OllamaAnswerDecoder implements StreamDecoder {
  private boolean started;
  private int tools;

  /** Reads a whole answer. */
  static void decode(JsonNode answer, Consumer<StreamEvent> events) {
    OllamaAnswerDecoder decoder = new OllamaAnswerDecoder();
    if (answer.path("message").isObject() || answer.hasNonNull("error")) {
      decoder.object(answer, true, events);
    } else {
      events.accept(new Failed(UpstreamErrors.unreadable(200, Json.bytes(answer))));
    }
  }

  @Override
  public void decode(SseEvent frame, Consumer<StreamEvent> events) {
    JsonNode object = Json.read(frame.buffer(), frame.dataStart(), frame.dataLength());
    object(object, object.path("done").asBoolean(false), events);
  }

  private void object(JsonNode object, boolean last, Consumer<StreamEvent> events) {
    if (object.hasNonNull("error")) {
      events.accept(new Failed(UpstreamErrors.read(200, object)));
      return;
    }
    if (!started) {
      started = true;
      events.accept(new Started("", object.path("model").stringValue("")));
    }
    message(object.path("message"), events);
    if (!object.path("logprobs").isEmpty()) {
      events.accept(new Scored(0, Logprobs.read(object.path("logprobs"))));
    }
    if (last) {
      end(object, events);
    }
  }

  private void message(JsonNode message, Consumer<StreamEvent> events) {
    String thought = message.path("thinking").stringValue("");
    if (!thought.isEmpty()) {
      events.accept(new ReasoningDelta(0, thought));
    }
    String text = message.path("content").stringValue("");
    if (!text.isEmpty()) {
      events.accept(new TextDelta(0, text));
    }
    for (JsonNode call : message.path("tool_calls").values()) {
      call(call, events);
    }
  }

  private void call(JsonNode call, Consumer<StreamEvent> events) {
    int tool = tools++;
    JsonNode function = call.path("function");
    String name = function.path("name").stringValue("");
    events.accept(new ToolCallStarted(0, tool, call.path("id").stringValue(""), name, null));
    JsonNode arguments = function.path("arguments");
    String json = arguments.isObject() ? Json.text(arguments) : arguments.stringValue("");
    if (!json.isEmpty()) {
      events.accept(new ToolArgumentsDelta(0, tool, json));
    }
    events.accept(new ToolCallEnded(0, tool));
  }

  private void end(JsonNode last, Consumer<StreamEvent> events) {
    UsageReport usage = OllamaUsage.read(last);
    if (usage.reported()) {
      events.accept(new UsageReported(usage.usage()));
    }
    events.accept(new Finished(0, reason(last.path("done_reason").stringValue("stop")), null));
    events.accept(new Completed());
  }

  private FinishReason reason(String said) {
    return switch (said) {
      // A call still says stop.
      case "stop" -> tools > 0 ? FinishReason.TOOL_CALLS : FinishReason.STOP;
      case "tool_calls" -> FinishReason.TOOL_CALLS;
      case "length" -> FinishReason.LENGTH;
      default -> FinishReason.OTHER;
    };
  }

  @Override
  public void close(Consumer<StreamEvent> events) {
    // Every genuine stream ends in an object that is done: without it the answer may lack anything.
  }
}
