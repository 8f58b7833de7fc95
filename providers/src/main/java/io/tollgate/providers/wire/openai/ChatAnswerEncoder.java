package io.tollgate.providers.wire.openai;

import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.conversation.Citation;
import io.tollgate.providers.conversation.Media;
import io.tollgate.providers.conversation.Opaque;
import io.tollgate.providers.conversation.Part;
import io.tollgate.providers.conversation.TokenScore;
import io.tollgate.providers.conversation.WholeAnswer;
import io.tollgate.providers.json.Json;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes whole answers of chat completions. */
final class ChatAnswerEncoder {
  private ChatAnswerEncoder() {}

  static byte[] encode(WholeAnswer answer, ClientRequest request) {
    ObjectNode body = Json.object();
    body.put("id", AnswerId.of(answer.id(), AnswerId.CHAT, request));
    body.put("object", "chat.completion");
    body.put("created", request.received().getEpochSecond());
    body.put("model", answer.model().isEmpty() ? request.model() : answer.model());
    ArrayNode choices = body.putArray("choices");
    boolean legacy = LegacyFunctions.asked(request);
    int index = 0;
    for (WholeAnswer.Choice choice : answer.choices()) {
      ObjectNode node = choices.addObject().put("index", index++);
      node.set("message", message(choice.parts(), request, legacy));
      node.set("logprobs", scores(choice));
      node.put("finish_reason", LegacyFunctions.finish(choice.reason(), legacy));
    }
    if (answer.usage().reported()) {
      body.set("usage", OpenAiUsage.write(answer.usage().usage()));
    }
    return Json.bytes(body);
  }

  private static ObjectNode message(List<Part> parts, ClientRequest request, boolean legacy) {
    StringBuilder text = new StringBuilder();
    StringBuilder refusal = new StringBuilder();
    ArrayNode calls = Json.array();
    ArrayNode images = Json.array();
    ArrayNode annotations = Json.array();
    ObjectNode audio = null;
    for (Part part : parts) {
      switch (part) {
        case Part.Text(String more) -> text.append(more);
        case Part.Refusal(String more) -> refusal.append(more);
        case Part.ToolCall call -> calls.add(call(call));
        case Part.Reasoning ignored -> {}
        case Part.Image(Media media, var ignored) ->
            images.add(AnswerExtras.image(images.size(), media));
        case Part.Audio(Media.Inline media) -> audio = AnswerExtras.audio(media, request);
        case Part.Scored ignored -> {}
        case Part.Cited(Citation citation) -> annotations.add(AnswerExtras.annotation(citation));
        case Part.Document ignored -> {}
        case Part.ToolResult ignored -> {}
        case Part.CacheMark ignored -> {}
      }
    }
    ObjectNode message = Json.object().put("role", "assistant");
    boolean instead = !calls.isEmpty() || !refusal.isEmpty() || audio != null;
    boolean empty = text.isEmpty() && instead;
    message.put("content", empty ? null : text.toString());
    message.put("refusal", refusal.isEmpty() ? null : refusal.toString());
    ReasoningDetails.encode(parts, message);
    set(message, "images", images);
    set(message, "annotations", annotations);
    if (audio != null) {
      message.set("audio", audio);
    }
    if (!calls.isEmpty() && legacy) {
      message.set("function_call", calls.path(0).path("function"));
    } else if (!calls.isEmpty()) {
      message.set("tool_calls", calls);
    }
    return message;
  }

  private static JsonNode scores(WholeAnswer.Choice choice) {
    List<TokenScore> scores = choice.scores();
    return scores.isEmpty() ? Json.object().nullNode() : Logprobs.write(scores);
  }

  private static void set(ObjectNode message, String field, ArrayNode list) {
    if (!list.isEmpty()) {
      message.set(field, list);
    }
  }

  private static ObjectNode call(Part.ToolCall call) {
    ObjectNode node = Json.object();
    node.put("id", Opaque.intoId(call.id(), call.signature())).put("type", "function");
    ObjectNode function = node.putObject("function").put("name", call.name());
    function.put("arguments", call.arguments().isEmpty() ? "{}" : call.arguments());
    return node;
  }
}
