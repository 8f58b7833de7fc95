package io.tollgate.simulator.vendor.bedrock;

import io.tollgate.simulator.answer.Embedding;
import io.tollgate.simulator.answer.InputTokens;
import io.tollgate.simulator.answer.Tokens;
import io.tollgate.simulator.vendor.Bill;
import io.tollgate.simulator.vendor.Json;
import io.tollgate.simulator.vendor.Reply;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** InvokeModel of models that embed: Titan takes one text, Cohere several. */
final class BedrockEmbeddings {
  private BedrockEmbeddings() {}

  static Reply reply(String model, JsonNode body) {
    var tokens = new InputTokens();
    ObjectNode answer = Json.object();
    if (body.path("inputText").isString()) {
      String text = body.path("inputText").asString();
      tokens.text(text);
      vector(answer.putArray("embedding"), text, body.path("dimensions"));
      answer.put("inputTextTokenCount", tokens.total());
    } else if (body.path("texts").isArray()) {
      ArrayNode vectors = answer.putObject("embeddings").putArray("float");
      for (JsonNode text : body.path("texts")) {
        tokens.text(text.asString(""));
        vector(vectors.addArray(), text.asString(""), body.path("output_dimension"));
      }
    } else {
      throw BedrockErrors.invalid("Malformed input request, please reformat your input.");
    }
    Map<String, String> headers = BedrockErrors.headers("application/json");
    headers.put("x-amzn-bedrock-input-token-count", Integer.toString(tokens.total()));
    var bill = new Bill("invoke", model, false, Tokens.ofInput(tokens.total()));
    return Reply.whole(headers, Json.bytes(answer), bill);
  }

  private static void vector(ArrayNode values, String text, JsonNode dimensions) {
    for (float value : Embedding.of(text, dimensions.asInt(Embedding.DIMENSIONS))) {
      values.add(value);
    }
  }
}
