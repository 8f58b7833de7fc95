package io.tollgate.simulator.vendor.cohere;

import io.tollgate.simulator.answer.Embedding;
import io.tollgate.simulator.answer.InputTokens;
import io.tollgate.simulator.answer.Tokens;
import io.tollgate.simulator.vendor.Bill;
import io.tollgate.simulator.vendor.Ids;
import io.tollgate.simulator.vendor.Json;
import io.tollgate.simulator.vendor.Reply;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code POST /v2/embed}, in floats. */
final class CohereEmbeddings {
  private CohereEmbeddings() {}

  static Reply reply(String model, JsonNode body) {
    JsonNode texts = body.path("texts");
    if (!texts.isArray() || texts.isEmpty()) {
      throw CohereErrors.invalid("invalid request: at least one text is required");
    }
    if (!body.path("input_type").isString()) {
      throw CohereErrors.invalid("invalid request: input_type is required");
    }
    var tokens = new InputTokens();
    ObjectNode reply = Json.object().put("id", Ids.next(""));
    ArrayNode vectors = reply.putObject("embeddings").putArray("float");
    int dimensions = body.path("output_dimension").asInt(Embedding.DIMENSIONS);
    for (JsonNode text : texts.values()) {
      tokens.text(text.asString(""));
      ArrayNode vector = vectors.addArray();
      for (float value : Embedding.of(text.asString(""), dimensions)) {
        vector.add(value);
      }
    }
    reply.set("texts", texts);
    ObjectNode meta = reply.putObject("meta");
    meta.putObject("api_version").put("version", "2");
    meta.putObject("billed_units").put("input_tokens", tokens.total());
    return Reply.whole(
        CohereErrors.JSON,
        Json.bytes(reply),
        new Bill("embed", model, false, Tokens.ofInput(tokens.total())));
  }
}
