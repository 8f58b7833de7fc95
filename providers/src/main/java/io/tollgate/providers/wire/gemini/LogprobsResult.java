package io.tollgate.providers.wire.gemini;

import io.tollgate.providers.conversation.TokenScore;
import io.tollgate.providers.json.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** How likely a candidate's tokens were: the chosen ones, and beside them the likeliest. */
final class LogprobsResult {
  private LogprobsResult() {}

  static List<TokenScore> read(JsonNode result) {
    JsonNode top = result.path("topCandidates");
    List<TokenScore> scores = new ArrayList<>();
    for (JsonNode chosen : result.path("chosenCandidates").values()) {
      List<TokenScore> others = new ArrayList<>();
      for (JsonNode other : top.path(scores.size()).path("candidates").values()) {
        others.add(score(other, List.of()));
      }
      scores.add(score(chosen, others));
    }
    return scores;
  }

  private static TokenScore score(JsonNode candidate, List<TokenScore> others) {
    JsonNode logprob = candidate.path("logProbability");
    BigDecimal value = logprob.isNumber() ? logprob.decimalValue() : BigDecimal.ZERO;
    return new TokenScore(candidate.path("token").stringValue(""), value, others);
  }

  static ObjectNode write(List<TokenScore> scores) {
    ObjectNode result = Json.object();
    ArrayNode top = result.putArray("topCandidates");
    ArrayNode chosen = result.putArray("chosenCandidates");
    for (TokenScore score : scores) {
      ArrayNode others = top.addObject().putArray("candidates");
      score.others().forEach(other -> one(others, other));
      one(chosen, score);
    }
    return result;
  }

  private static void one(ArrayNode list, TokenScore score) {
    list.addObject().put("token", score.token()).put("logProbability", score.logprob());
  }
}
