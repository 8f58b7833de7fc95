package io.tollgate.simulator.vendor.openai;

import io.tollgate.simulator.answer.Answer;
import io.tollgate.simulator.answer.ToolCall;
import io.tollgate.simulator.answer.Words;
import io.tollgate.simulator.vendor.Frame;
import io.tollgate.simulator.vendor.Json;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The numbered events of a streamed response; there is no {@code [DONE]}. */
final class OpenAiResponsesStream {
  private final List<Frame> frames = new ArrayList<>();

  List<Frame> frames(ObjectNode started, Answer answer, ObjectNode finished) {
    event("response.created", Json.object().set("response", started), 0);
    event("response.in_progress", Json.object().set("response", started), 0);
    JsonNode output = finished.path("output");
    int unseen = answer.tokens().reasoning();
    for (int index = 0; index < output.size(); index++) {
      if (answer.toolCalls().isEmpty()) {
        message(answer, output.get(index), unseen);
      } else {
        functionCall(answer.toolCalls().get(index), index, output.get(index), unseen);
      }
      unseen = 0;
    }
    String last = "response." + finished.path("status").asString();
    event(last, Json.object().set("response", finished), 0);
    return frames;
  }

  private void message(Answer answer, JsonNode item, int reasoning) {
    ObjectNode opened = copy(item).put("status", "in_progress");
    opened.putArray("content");
    event("response.output_item.added", of(0).set("item", opened), 0);
    ObjectNode emptyPart = copy(item.path("content").path(0)).put("text", "");
    event("response.content_part.added", within(item).set("part", emptyPart), 0);
    int unseen = reasoning;
    for (String piece : answer.pieces()) {
      event(
          "response.output_text.delta",
          within(item).put("delta", piece).set("logprobs", Json.array()),
          Words.count(piece) + unseen);
      unseen = 0;
    }
    event(
        "response.output_text.done",
        within(item).put("text", answer.text()).set("logprobs", Json.array()),
        0);
    event("response.content_part.done", within(item).set("part", item.path("content").path(0)), 0);
    event("response.output_item.done", of(0).set("item", item), 0);
  }

  private void functionCall(ToolCall call, int index, JsonNode item, int reasoning) {
    ObjectNode opened = copy(item).put("status", "in_progress");
    event(
        "response.output_item.added",
        of(index).set("item", opened.put("arguments", "")),
        call.tokens() + reasoning);
    String itemId = item.path("id").asString();
    for (String fragment : call.fragments()) {
      event(
          "response.function_call_arguments.delta",
          of(index).put("item_id", itemId).put("delta", fragment),
          0);
    }
    event(
        "response.function_call_arguments.done",
        of(index).put("item_id", itemId).put("arguments", call.argumentsText()),
        0);
    event("response.output_item.done", of(index).set("item", item), 0);
  }

  private static ObjectNode copy(JsonNode item) {
    return (ObjectNode) item.deepCopy();
  }

  private static ObjectNode of(int outputIndex) {
    return Json.object().put("output_index", outputIndex);
  }

  private static ObjectNode within(JsonNode item) {
    return of(0).put("content_index", 0).put("item_id", item.path("id").asString());
  }

  private void event(String type, ObjectNode content, int tokens) {
    ObjectNode data = Json.object().put("type", type);
    data.setAll(content);
    data.put("sequence_number", frames.size());
    frames.add(Frame.of("event: " + type + "\ndata: " + data + "\n\n", tokens));
  }
}
