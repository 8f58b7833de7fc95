package io.tollgate.providers.wire.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tollgate.providers.conversation.TokenScore;
import io.tollgate.providers.json.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How likely the tokens of an answer were, in the form of chat completions, which Ollama has too.
 */
public final class Logprobs {
  private Logprobs() {}

  public static List<TokenScore> read(JsonNode list) {
    List<TokenScore> scores = new ArrayList<>(list.size());
    for (JsonNode score : list.values()) {
      JsonNode logprob = score.path("logprob");
      scores.add(
          new TokenScore(
              score.path("token").stringValue(""),
              logprob.isNumber() ? logprob.decimalValue() : BigDecimal.ZERO,
              read(score.path("top_logprobs"))));
    }
    return scores;
  }

  static ObjectNode write(List<TokenScore> scores) {
    ObjectNode logprobs = Json.object();
    logprobs.set("content", list(scores));
    return logprobs.putNull("refusal");
  }

  /** Each token with its score and the likeliest others, as Responses have them too. */
  public static ArrayNode list(List<TokenScore> scores) {
    ArrayNode list = Json.array();
    for (TokenScore score : scores) {
      ArrayNode others = one(list, score).putArray("top_logprobs");
      score.others().forEach(other -> one(others, other));
    }
    return list;
  }

  private static ObjectNode one(ArrayNode list, TokenScore score) {
    ObjectNode node = list.addObject().put("token", score.token()).put("logprob", score.logprob());
    ArrayNode bytes = node.putArray("bytes");
    for (byte b : score.token().getBytes(UTF_8)) {
      bytes.add(b & 0xff);
    }
    return node;
  }
}
