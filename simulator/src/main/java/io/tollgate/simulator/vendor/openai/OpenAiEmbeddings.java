package io.tollgate.simulator.vendor.openai;

import io.tollgate.simulator.answer.Embedding;
import io.tollgate.simulator.answer.InputTokens;
import io.tollgate.simulator.answer.Tokens;
import io.tollgate.simulator.fault.Directive;
import io.tollgate.simulator.fault.Directives;
import io.tollgate.simulator.vendor.Bill;
import io.tollgate.simulator.vendor.Json;
import io.tollgate.simulator.vendor.Reply;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code POST /v1/embeddings}: text or token arrays in, floats or base64 out. */
final class OpenAiEmbeddings {
  Reply reply(JsonNode body, Directives directives) {
    String model = OpenAiChatRequest.model(body);
    List<String> inputs = texts(body.path("input"), "input");
    int dimensions = body.path("dimensions").asInt(Embedding.DIMENSIONS);
    boolean base64 = body.path("encoding_format").asString("float").equals("base64");
    var tokens = new InputTokens();
    ObjectNode list = Json.object().put("object", "list");
    ArrayNode data = list.putArray("data");
    for (String input : inputs) {
      tokens.text(input);
      ObjectNode item = data.addObject().put("object", "embedding").put("index", data.size() - 1);
      float[] vector = Embedding.of(input, dimensions);
      if (base64) {
        item.put("embedding", base64(vector));
      } else {
        ArrayNode values = item.putArray("embedding");
        for (float value : vector) {
          values.add(value);
        }
      }
    }
    list.put("model", model);
    if (!directives.has(Directive.NO_USAGE)) {
      list.putObject("usage")
          .put("prompt_tokens", tokens.total())
          .put("total_tokens", tokens.total());
    }
    return Reply.whole(
        OpenAiHeaders.json(),
        Json.bytes(list),
        new Bill("embeddings", model, false, Tokens.ofInput(tokens.total())));
  }

  /** One text, several, or token ids in their place. */
  static List<String> texts(JsonNode input, String field) {
    if (input.isString() && !input.asString().isEmpty()) {
      return List.of(input.asString());
    }
    if (!input.isArray() || input.isEmpty()) {
      throw OpenAiErrors.invalid(
          "'$.%s' is invalid. Please check the API reference: https://platform.openai.com/docs/api-reference."
              .formatted(field),
          null,
          null);
    }
    if (input.get(0).isNumber()) {
      return List.of(words(input));
    }
    var inputs = new ArrayList<String>();
    input.forEach(each -> inputs.add(each.isArray() ? words(each) : each.asString("")));
    return inputs;
  }

  /** Token ids as words, so that the token rule counts each as one. */
  private static String words(JsonNode tokenIds) {
    var words = new ArrayList<String>();
    tokenIds.forEach(id -> words.add(id.toString()));
    return String.join(" ", words);
  }

  private static String base64(float[] vector) {
    ByteBuffer bytes =
        ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(vector);
    return Base64.getEncoder().encodeToString(bytes.array());
  }
}
