package io.tollgate.providers.conversation;

import java.math.BigDecimal;
import java.util.List;

/**
 * How likely a token was.
 *
 * @param logprob the natural logarithm of its probability, with the digits that came
 * @param others the likeliest tokens at its place, itself perhaps included; these have none
 */
public record TokenScore(String token, BigDecimal logprob, List<TokenScore> others) {
  public TokenScore {
    others = List.copyOf(others);
  }
}
