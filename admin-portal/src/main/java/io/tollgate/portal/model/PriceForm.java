package io.tollgate.portal.model;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * What somebody fills in about a price, in units of the currency per million tokens, seconds or
 * searches.
 *
 * @param from the day on which it starts, at midnight UTC; null for now
 */
record PriceForm(
    @Nullable String currency,
    @Nullable LocalDate from,
    @Nullable BigDecimal input,
    @Nullable BigDecimal output,
    @Nullable BigDecimal cacheRead,
    @Nullable BigDecimal cacheWrite,
    @Nullable BigDecimal cacheWriteHour,
    @Nullable BigDecimal reasoning,
    @Nullable BigDecimal audioInput,
    @Nullable BigDecimal audioOutput,
    @Nullable BigDecimal image,
    @Nullable BigDecimal audioSeconds,
    @Nullable BigDecimal searchUnits) {

  static PriceForm empty() {
    return new PriceForm(
        "USD", null, null, null, null, null, null, null, null, null, null, null, null);
  }

  PriceDetails details() {
    return new PriceDetails(
        null,
        currency,
        from == null ? null : from.atStartOfDay(ZoneOffset.UTC).toInstant(),
        input,
        output,
        cacheRead,
        cacheWrite,
        reasoning,
        audioInput,
        audioOutput,
        image,
        cacheWriteHour,
        audioSeconds,
        searchUnits);
  }
}
