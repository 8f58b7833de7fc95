package io.tollgate.simulator.vendor.ollama;

import io.tollgate.simulator.answer.Embedding;
import io.tollgate.simulator.answer.InputTokens;
import io.tollgate.simulator.answer.Tokens;
import io.tollgate.simulator.vendor.Bill;
import io.tollgate.simulator.vendor.Json;
import io.tollgate.simulator.vendor.Reply;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code POST /api/embed}: one text or several. */
final class OllamaEmbeddings {
  private OllamaEmbeddings() {}

  static Reply reply(String model, JsonNode body) {
    JsonNode input = body.path("input");
    List<JsonNode> texts = input.isArray() ? List.copyOf(input.values()) : List.of(input);
    var tokens = new InputTokens();
    ObjectNode reply = Json.object().put("model", model);
    ArrayNode vectors = reply.putArray("embeddings");
    int dimensions = body.path("dimensions").asInt(Embedding.DIMENSIONS);
    for (JsonNode text : texts) {
      tokens.text(text.asString(""));
      ArrayNode vector = vectors.addArray();
      for (float value : Embedding.of(text.asString(""), dimensions)) {
        vector.add(value);
      }
    }
    reply.put("total_duration", 1_000_000).put("load_duration", 1_000);
    reply.put("prompt_eval_count", tokens.total());
    return Reply.whole(
        Map.of("content-type", "application/json; charset=utf-8"),
        Json.bytes(reply),
        new Bill("embed", model, false, Tokens.ofInput(tokens.total())));
  }
}
