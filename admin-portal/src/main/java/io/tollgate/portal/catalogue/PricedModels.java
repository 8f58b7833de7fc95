package io.tollgate.portal.catalogue;

import io.tollgate.domain.catalogue.Api;
import io.tollgate.domain.model.Model;
import io.tollgate.domain.model.Models;
import io.tollgate.domain.model.Price;
import io.tollgate.domain.money.Money;
import io.tollgate.portal.security.SignedIn;
import io.tollgate.portal.web.Numbers;
import io.tollgate.portal.web.Texts;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Finds the models that a person sees, and puts them into words with what each costs now. */
@Component
class PricedModels {

  private final CatalogueOperations catalogue;
  private final Models models;
  private final Texts texts;
  private final Clock clock;

  PricedModels(CatalogueOperations catalogue, Models models, Texts texts, Clock clock) {
    this.catalogue = catalogue;
    this.models = models;
    this.texts = texts;
    this.clock = clock;
  }

  /** A model and what a million of its tokens cost. */
  record Line(
      String id, String name, String description, String context, String input, String output) {}

  /** A model with what it can do and the APIs that offer it. */
  record OfferLine(Line model, String capabilities, List<Api> apis) {}

  /** What all APIs that the person sees have on offer; null is somebody who is not signed in. */
  Mono<OfferedModels> seenBy(@Nullable SignedIn person) {
    return catalogue
        .search(person == null ? null : person.viewer(), CatalogueQuery.ALL)
        .map(found -> OfferedModels.of(found.entries()));
  }

  Mono<List<Line>> lines(List<Model> listed) {
    return prices().map(prices -> listed.stream().map(model -> line(model, prices)).toList());
  }

  Mono<List<OfferLine>> lines(OfferedModels offered) {
    return prices()
        .map(prices -> offered.offers().stream().map(offer -> line(offer, prices)).toList());
  }

  private Mono<List<Price>> prices() {
    return models.prices().collectList();
  }

  private OfferLine line(OfferedModels.Offer offer, List<Price> prices) {
    var capabilities =
        offer.model().capabilities().stream()
            .sorted()
            .map(one -> texts.text("capability." + one.name().toLowerCase(Locale.ROOT)))
            .collect(Collectors.joining(", "));
    return new OfferLine(line(offer.model(), prices), capabilities, offer.apis());
  }

  private Line line(Model model, List<Price> prices) {
    var price = current(model, prices, clock.instant());
    var context = model.contextWindow();
    return new Line(
        model.id().toString(),
        model.name(),
        model.description(),
        context == null ? "–" : Numbers.compact(context),
        price == null ? texts.text("model.unpriced") : perMillion(price, price.input()),
        price == null ? texts.text("model.unpriced") : perMillion(price, price.output()));
  }

  private static String perMillion(Price price, long nanos) {
    return Numbers.exactMoney(new Money(nanos, price.currency()));
  }

  private static @Nullable Price current(Model model, List<Price> newestFirst, Instant now) {
    return newestFirst.stream()
        .filter(price -> price.model().equals(model.id()) && price.deployment() == null)
        .filter(price -> !price.effectiveFrom().isAfter(now))
        .findFirst()
        .orElse(null);
  }
}
