package io.tollgate.portal.web;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Amounts beneath each other, each as precise as it is, whose decimal points are to line up.
 *
 * @param decimals of the most precise one
 */
public record DecimalColumn(int decimals) {

  public static DecimalColumn of(List<@Nullable String> amounts) {
    return new DecimalColumn(
        amounts.stream()
            .filter(Objects::nonNull)
            .mapToInt(DecimalColumn::decimals)
            .max()
            .orElse(0));
  }

  /** What an amount lacks to be as wide as the most precise one: to be kept free, and not shown. */
  public String missing(@Nullable String amount) {
    if (amount == null || amount.chars().noneMatch(Character::isDigit)) {
      return "";
    }
    int own = decimals(amount);
    var zeros = "0".repeat(decimals - own);
    return own == 0 && decimals > 0 ? "." + zeros : zeros;
  }

  private static int decimals(String amount) {
    int point = amount.indexOf('.');
    return point < 0 ? 0 : amount.length() - point - 1;
  }
}
