package io.tollgate.portal.catalogue;

import io.tollgate.domain.catalogue.Api;
import io.tollgate.domain.model.Price;
import io.tollgate.portal.model.PriceLine;
import io.tollgate.portal.model.PriceLines;
import io.tollgate.portal.web.Numbers;
import io.tollgate.portal.web.Texts;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts one model and its prices over time into words. */
@Component
class ModelPageViews {

  private final Texts texts;
  private final PriceLines prices;

  ModelPageViews(Texts texts, PriceLines prices) {
    this.texts = texts;
    this.prices = prices;
  }

  /** What the page of a model shows. */
  record Page(
      String name,
      String description,
      String capabilities,
      String context,
      String maxOutput,
      List<Api> apis,
      List<PriceLine> prices) {}

  /**
   * The page.
   *
   * @param newestFirst the model's prices
   * @param zone whose time the person reads
   */
  Page page(OfferedModels.Offer offer, List<Price> newestFirst, ZoneId zone) {
    var model = offer.model();
    return new Page(
        model.name(),
        model.description(),
        model.capabilities().stream()
            .sorted()
            .map(one -> texts.text("capability." + one.name().toLowerCase(Locale.ROOT)))
            .collect(Collectors.joining(", ")),
        tokens(model.contextWindow()),
        tokens(model.maxOutput()),
        offer.apis(),
        prices.of(newestFirst, zone));
  }

  String tokens(@Nullable Integer tokens) {
    return tokens == null ? texts.text("modelPage.unknown") : Numbers.whole(tokens);
  }
}
