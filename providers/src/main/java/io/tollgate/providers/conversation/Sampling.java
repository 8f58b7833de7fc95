package io.tollgate.providers.conversation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** How the next token is chosen; null where the client left it to the provider. */
public record Sampling(
    @Nullable BigDecimal temperature,
    @Nullable BigDecimal topP,
    @Nullable BigDecimal topK,
    @Nullable BigDecimal seed,
    @Nullable BigDecimal frequencyPenalty,
    @Nullable BigDecimal presencePenalty) {
  /** Beyond it nobody takes a number, and writing all its digits could fill the memory. */
  private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE);

  public static final Sampling UNSAID = new Sampling(null, null, null, null, null, null);

  public Sampling {
    topK = whole(topK);
    seed = whole(seed);
  }

  /** Google's own client writes 40 as 40.0, which others do not take for a whole number. */
  private static @Nullable BigDecimal whole(@Nullable BigDecimal number) {
    if (number == null
        || number.abs().compareTo(LARGEST) > 0
        || number.stripTrailingZeros().scale() > 0) {
      return number;
    }
    return number.setScale(0, RoundingMode.UNNECESSARY);
  }

  /** Whether nothing is lost without it: what models do by themselves that take no other value. */
  public static boolean isUsual(String field, BigDecimal number) {
    return switch (field) {
      case "temperature", "top_p" -> number.compareTo(BigDecimal.ONE) == 0;
      case "frequency_penalty", "presence_penalty" -> number.signum() == 0;
      default -> false;
    };
  }
}
