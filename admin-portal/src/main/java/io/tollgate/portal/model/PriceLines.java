package io.tollgate.portal.model;

import io.tollgate.domain.model.Price;
import io.tollgate.domain.money.Money;
import io.tollgate.portal.web.Moment;
import io.tollgate.portal.web.Numbers;
import io.tollgate.portal.web.Status;
import io.tollgate.portal.web.Texts;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts the prices of a model over time into words. */
@Component
public class PriceLines {

  private final Texts texts;
  private final Clock clock;

  PriceLines(Texts texts, Clock clock) {
    this.texts = texts;
    this.clock = clock;
  }

  /**
   * The prices for all of a model's deployments, in the same order.
   *
   * @param newestFirst every price of the model
   * @param zone whose time the person reads
   */
  public List<PriceLine> of(List<Price> newestFirst, ZoneId zone) {
    var now = clock.instant();
    var shared = newestFirst.stream().filter(price -> price.deployment() == null).toList();
    var current =
        shared.stream()
            .filter(price -> !price.effectiveFrom().isAfter(now))
            .findFirst()
            .orElse(null);
    return shared.stream().map(price -> line(price, current, zone, now)).toList();
  }

  private PriceLine line(Price price, @Nullable Price current, ZoneId zone, Instant now) {
    return new PriceLine(
        Moment.of(price.effectiveFrom(), zone, now),
        state(price, current, now),
        amount(price, price.input()),
        amount(price, price.output()),
        amount(price, price.cacheRead()),
        amount(price, price.cacheWrite()),
        others(price));
  }

  private String others(Price price) {
    var amounts = new LinkedHashMap<String, @Nullable Long>();
    amounts.put("price.cacheWriteHour", price.cacheWriteHour());
    amounts.put("price.reasoning", price.reasoning());
    amounts.put("price.audioInput", price.audioInput());
    amounts.put("price.audioOutput", price.audioOutput());
    amounts.put("price.image", price.image());
    amounts.put("price.audioSeconds", price.audioSeconds());
    amounts.put("price.searchUnits", price.searchUnits());
    return amounts.entrySet().stream()
        .filter(amount -> amount.getValue() != null)
        .map(amount -> texts.text(amount.getKey()) + " " + amount(price, amount.getValue()))
        .collect(Collectors.joining(", "));
  }

  private Status state(Price price, @Nullable Price current, Instant now) {
    if (price.effectiveFrom().isAfter(now)) {
      return Status.waiting(texts.text("price.planned"));
    }
    return price.equals(current)
        ? Status.ok(texts.text("price.current"))
        : Status.neutral(texts.text("price.past"));
  }

  static String amount(Price price, @Nullable Long nanos) {
    return nanos == null ? "–" : Numbers.exactMoney(new Money(nanos, price.currency()));
  }
}
