package io.tollgate.portal.web;

import io.tollgate.domain.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How amounts are written: short in figures and tables, exact to the coin for money. */
public final class Numbers {

  private Numbers() {}

  /** Whole, with separators: {@code 56,318}. */
  public static String whole(long value) {
    return NumberFormat.getIntegerInstance(Locale.ENGLISH).format(value);
  }

  /** Three significant digits and a letter from ten thousand on: {@code 418K}, {@code 6.99M}. */
  public static String compact(long value) {
    var magnitude = Math.abs(value);
    if (magnitude < 10_000) {
      return whole(value);
    }
    if (magnitude < 999_500) {
      return scaled(value, 1_000, "K");
    }
    return magnitude < 999_500_000
        ? scaled(value, 1_000_000, "M")
        : scaled(value, 1_000_000_000, "B");
  }

  /** To the coin: {@code $452.65}; an amount below a coin shows that it is not nothing. */
  public static String money(Money money) {
    var rounded = money.rounded();
    if (rounded.signum() == 0 && money.nanos() != 0) {
      return "<" + currency(money).format(BigDecimal.ONE.movePointLeft(rounded.scale()));
    }
    return currency(money).format(rounded);
  }

  /**
   * Amounts of several currencies, each for itself; none is a dash, for nothing priced is not
   * nothing spent.
   */
  public static String money(Stream<Money> amounts) {
    var written = amounts.map(Numbers::money).collect(Collectors.joining(" + "));
    return written.isEmpty() ? "–" : written;
  }

  /** All decimals that are not zero, for one request: {@code $0.000125}. */
  public static String exactMoney(Money money) {
    var format = currency(money);
    format.setMaximumFractionDigits(9);
    return format.format(money.amount());
  }

  /**
   * As precise as a chart needs: whole from ten up, to the coin below, and all decimals where even
   * the highest amount is less than ten coins.
   */
  public static String axisMoney(Money money, long highestNanos) {
    var format = currency(money);
    int coin = format.getMaximumFractionDigits();
    if (highestNanos >= 10_000_000_000L || money.nanos() == 0) {
      format.setMinimumFractionDigits(0);
      format.setMaximumFractionDigits(0);
    } else if (BigDecimal.valueOf(highestNanos, 9).movePointRight(coin).longValue() < 10) {
      format.setMaximumFractionDigits(6);
    }
    return format.format(money.amount());
  }

  /** The share of requests that did not fail, or a dash when there was none. */
  public static String success(long requests, long failed) {
    if (requests == 0) {
      return "–";
    }
    // Rounded down, so that one failure among many never reads as none.
    long hundredths = (requests - failed) * 10_000 / requests;
    return "%d.%02d%%".formatted(hundredths / 100, hundredths % 100);
  }

  /** As precise as people compare it: {@code 4.2 ms}, {@code 840 ms}, {@code 12.5 s}. */
  public static String duration(Duration duration) {
    long millis = duration.toMillis();
    if (millis < 10) {
      return "%.1f ms".formatted(duration.toNanos() / 1e6);
    }
    return millis < 10_000 ? whole(millis) + " ms" : "%.1f s".formatted(millis / 1000.0);
  }

  private static NumberFormat currency(Money money) {
    var format = NumberFormat.getCurrencyInstance(Locale.US);
    format.setCurrency(money.currency());
    format.setRoundingMode(RoundingMode.HALF_UP);
    return format;
  }

  private static String scaled(long value, long unit, String letter) {
    var amount = new BigDecimal(value).divide(new BigDecimal(unit), 6, RoundingMode.HALF_UP);
    int decimals = Math.max(0, 3 - (amount.precision() - amount.scale()));
    return amount.setScale(decimals, RoundingMode.HALF_UP).stripTrailingZeros().toPlainString()
        + letter;
  }
}
