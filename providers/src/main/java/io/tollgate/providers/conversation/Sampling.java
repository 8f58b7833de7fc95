package io.tollgate.providers.conversation;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** How the next token is chosen; null where the client left it to the provider. */
public record Sampling(
    @Nullable BigDecimal temperature,
    @Nullable BigDecimal topP,
    @Nullable BigDecimal topK,
    @Nullable BigDecimal seed,
    @Nullable BigDecimal frequencyPenalty,
    @Nullable BigDecimal presencePenalty) {
  public static final Sampling UNSAID = new Sampling(null, null, null, null, null, null);

  /** Whether nothing is lost without it: what models do by themselves that take no other value. */
  public static boolean isUsual(String field, BigDecimal number) {
    return switch (field) {
      case "temperature", "top_p" -> number.compareTo(BigDecimal.ONE) == 0;
      case "frequency_penalty", "presence_penalty" -> number.signum() == 0;
      default -> false;
    };
  }
}
