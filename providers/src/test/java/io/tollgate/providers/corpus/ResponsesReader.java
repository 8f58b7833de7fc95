package io.tollgate.providers.corpus;

import io.tollgate.providers.conversation.AnswerFold;
import io.tollgate.providers.conversation.StreamEvent;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.sse.SseDecoder;
import io.tollgate.providers.sse.SseEvent;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Puts a stream of Responses events together as a client of it would, from its deltas alone. */
public final class ResponsesReader {
  private final AnswerFold fold = new AnswerFold();
  private final Map<Integer, Integer> tools = new HashMap<>();
  private JsonNode last = Json.object();

  public static ResponsesReader read(byte[] stream) {
    ResponsesReader reader = new ResponsesReader();
    SseDecoder frames = new SseDecoder(reader::event);
    frames.feed(ByteBuffer.wrap(stream));
    frames.end();
    return reader;
  }

  public AnswerFold fold() {
    return fold;
  }

  /** The response of the last event. */
  public JsonNode response() {
    return last.path("response");
  }

  private void event(SseEvent frame) {
    JsonNode event = Json.read(frame.data());
    last = event;
    int index = event.path("output_index").asInt(0);
    String delta = event.path("delta").stringValue("");
    switch (event.path("type").asString()) {
      case "response.output_text.delta" -> fold.accept(new StreamEvent.TextDelta(0, delta));
      case "response.refusal.delta" -> fold.accept(new StreamEvent.RefusalDelta(0, delta));
      case "response.reasoning_summary_text.delta" ->
          fold.accept(new StreamEvent.ReasoningDelta(0, delta));
      case "response.output_item.added" -> {
        JsonNode item = event.path("item");
        if (item.path("type").asString().equals("function_call")) {
          tools.put(index, tools.size());
          fold.accept(
              new StreamEvent.ToolCallStarted(
                  0,
                  tools.get(index),
                  item.path("call_id").asString(),
                  item.path("name").asString(),
                  null));
        }
      }
      case "response.function_call_arguments.delta" ->
          fold.accept(new StreamEvent.ToolArgumentsDelta(0, tools.get(index), delta));
      default -> {
        // What is done repeats what was said.
      }
    }
  }
}
