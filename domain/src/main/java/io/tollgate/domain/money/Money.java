package io.tollgate.domain.money;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

/** An exact amount: integer nano-units (10⁻⁹) of a currency. */
public record Money(long nanos, Currency currency) {

  public static final Currency USD = Currency.getInstance("USD");

  public static Money zero(Currency currency) {
    return new Money(0, currency);
  }

  /** Sums two amounts of one currency; throws {@link ArithmeticException} on overflow. */
  public Money plus(Money other) {
    if (!currency.equals(other.currency)) {
      throw new IllegalArgumentException("cannot add " + other.currency + " to " + currency);
    }
    return new Money(Math.addExact(nanos, other.nanos), currency);
  }

  /** The amount in whole units of the currency, with nine decimals. */
  public BigDecimal amount() {
    return BigDecimal.valueOf(nanos, 9);
  }

  /** The amount rounded half-up to the currency's smallest coin, as screens and exports show it. */
  public BigDecimal rounded() {
    return amount().setScale(currency.getDefaultFractionDigits(), RoundingMode.HALF_UP);
  }
}
