package io.tollgate.simulator.vendor.gemini;

import io.tollgate.simulator.answer.Embedding;
import io.tollgate.simulator.answer.InputTokens;
import io.tollgate.simulator.answer.Tokens;
import io.tollgate.simulator.vendor.Bill;
import io.tollgate.simulator.vendor.Json;
import io.tollgate.simulator.vendor.Reply;
import java.util.StringJoiner;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code :embedContent} and {@code :batchEmbedContents}; Google reports no usage for them. */
final class GeminiEmbeddings {
  Reply one(String model, JsonNode body) {
    var tokens = new InputTokens();
    ObjectNode response = Json.object();
    response.set("embedding", embedding(body, tokens));
    return billed(response, "embedContent", model, tokens);
  }

  Reply batch(String model, JsonNode body) {
    if (body.path("requests").isEmpty()) {
      throw GeminiErrors.invalid(
          "* BatchEmbedContentsRequest.requests: at least one request is required\n");
    }
    var tokens = new InputTokens();
    ObjectNode response = Json.object();
    ArrayNode embeddings = response.putArray("embeddings");
    for (JsonNode request : body.path("requests")) {
      if (!request.path("model").asString("").startsWith("models/")) {
        throw GeminiErrors.invalid(
            "* BatchEmbedContentsRequest.requests[].model: unexpected model name format\n");
      }
      embeddings.add(embedding(request, tokens));
    }
    return billed(response, "batchEmbedContents", model, tokens);
  }

  private static Reply billed(
      ObjectNode response, String operation, String model, InputTokens tokens) {
    return GeminiReplies.billed(
        response, new Bill(operation, model, false, Tokens.ofInput(tokens.total())));
  }

  private static ObjectNode embedding(JsonNode request, InputTokens tokens) {
    var text = new StringJoiner(" ");
    for (JsonNode part : request.path("content").path("parts")) {
      text.add(part.path("text").asString(""));
    }
    tokens.text(text.toString());
    ObjectNode embedding = Json.object();
    ArrayNode values = embedding.putArray("values");
    int dimensions = request.path("outputDimensionality").asInt(Embedding.DIMENSIONS);
    for (float value : Embedding.of(text.toString(), dimensions)) {
      values.add(value);
    }
    return embedding;
  }
}
