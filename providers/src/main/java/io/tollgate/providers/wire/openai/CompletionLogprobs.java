package io.tollgate.providers.wire.openai;

import io.tollgate.providers.conversation.TokenScore;
import io.tollgate.providers.json.Json;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** How likely tokens were in the form of legacy completions: one list for each thing known. */
final class CompletionLogprobs {
  private CompletionLogprobs() {}

  /**
   * Writes them.
   *
   * @param offset where the first token begins, in characters of the choice's text
   */
  static ObjectNode write(List<TokenScore> scores, int offset) {
    ObjectNode logprobs = Json.object();
    ArrayNode tokens = logprobs.putArray("tokens");
    ArrayNode own = logprobs.putArray("token_logprobs");
    ArrayNode likeliest = logprobs.putArray("top_logprobs");
    ArrayNode offsets = logprobs.putArray("text_offset");
    int begin = offset;
    for (TokenScore score : scores) {
      tokens.add(score.token());
      own.add(score.logprob());
      ObjectNode others = likeliest.addObject();
      score.others().forEach(other -> others.put(other.token(), other.logprob()));
      offsets.add(begin);
      begin += length(score);
    }
    return logprobs;
  }

  /** How many characters they are together. */
  static int length(List<TokenScore> scores) {
    return scores.stream().mapToInt(CompletionLogprobs::length).sum();
  }

  private static int length(TokenScore score) {
    return score.token().codePointCount(0, score.token().length());
  }
}
