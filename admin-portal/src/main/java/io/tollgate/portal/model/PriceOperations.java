package io.tollgate.portal.model;

import io.tollgate.domain.audit.Change;
import io.tollgate.domain.authorization.Action;
import io.tollgate.domain.authorization.Authorization;
import io.tollgate.domain.authorization.Viewer;
import io.tollgate.domain.configuration.Transactions;
import io.tollgate.domain.model.Model;
import io.tollgate.domain.model.ModelId;
import io.tollgate.domain.model.Models;
import io.tollgate.domain.model.Price;
import io.tollgate.domain.model.PriceId;
import io.tollgate.domain.money.Money;
import io.tollgate.portal.operation.Audited;
import io.tollgate.portal.operation.Checks;
import io.tollgate.portal.operation.InvalidInput;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.Currency;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What models cost. Prices are never changed: a correction is a price of its own that starts at its
 * own moment, so that no cost of the past moves.
 */
@Component
class PriceOperations {

  private static final int NANO_DIGITS = 9;
  private static final BigDecimal HIGHEST = BigDecimal.valueOf(1_000_000);

  /** For forms and scripts whose clock is a little behind. */
  private static final Duration TOLERANCE = Duration.ofMinutes(5);

  private final Models models;
  private final ModelOperations modelOperations;
  private final Transactions transactions;
  private final Clock clock;

  PriceOperations(
      Models models, ModelOperations modelOperations, Transactions transactions, Clock clock) {
    this.models = models;
    this.modelOperations = modelOperations;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** A model's prices, newest start first; everybody who may see the model may see them. */
  Flux<Price> list(Viewer viewer, ModelId model) {
    return modelOperations.find(viewer, model).flatMapMany(found -> models.prices(found.id()));
  }

  /** The active models without a price that has started: their calls cannot be charged. */
  Flux<Model> unpriced(Viewer viewer) {
    return Flux.defer(() -> {
      Authorization.require(viewer, Action.VIEW_PLATFORM);
      return models
          .all()
          .filter(model -> model.status() == Model.Status.ACTIVE)
          .filterWhen(this::isUnpriced);
    });
  }

  /** Adds a price. One for the past is refused: what was charged stays charged. */
  Mono<Price> add(Viewer viewer, ModelId model, PriceDetails details) {
    return modelOperations
        .managed(viewer, model)
        .delayUntil(owner -> requireDeployment(owner, details))
        .flatMap(owner -> {
          var price = price(owner, details);
          return transactions.write(models.add(price), added -> audited(viewer, owner, added));
        });
  }

  private Mono<Boolean> isUnpriced(Model model) {
    var now = clock.instant();
    return models
        .prices(model.id())
        .filter(price -> price.deployment() == null)
        .any(price -> !price.effectiveFrom().isAfter(now))
        .map(priced -> !priced);
  }

  private Mono<Void> requireDeployment(Model owner, PriceDetails details) {
    var deployment = details.deployment();
    return deployment == null
        ? Mono.empty()
        : models
            .findDeployment(deployment)
            .filter(found -> found.model().equals(owner.id()))
            .switchIfEmpty(Mono.error(() -> InvalidInput.of("deployment", "input.unknown")))
            .then();
  }

  private Price price(Model owner, PriceDetails details) {
    var checks = new Checks();
    var now = clock.instant();
    var from = details.effectiveFrom() == null ? now : details.effectiveFrom();
    checks.require(!from.isBefore(now.minus(TOLERANCE)), "effectiveFrom", "input.past");
    checks.require(details.input() != null, "input", "input.required");
    checks.require(details.output() != null, "output", "input.required");
    var input = nanos(checks, "input", details.input());
    var output = nanos(checks, "output", details.output());
    var price =
        new Price(
            PriceId.create(),
            owner.id(),
            details.deployment(),
            currency(checks, details.currency()),
            from,
            input == null ? 0 : input,
            output == null ? 0 : output,
            nanos(checks, "cacheRead", details.cacheRead()),
            nanos(checks, "cacheWrite", details.cacheWrite()),
            nanos(checks, "reasoning", details.reasoning()),
            nanos(checks, "audioInput", details.audioInput()),
            nanos(checks, "audioOutput", details.audioOutput()),
            nanos(checks, "image", details.image()),
            nanos(checks, "cacheWriteHour", details.cacheWriteHour()),
            nanos(checks, "audioSeconds", details.audioSeconds()),
            nanos(checks, "searchUnits", details.searchUnits()));
    checks.done();
    return price;
  }

  private static @Nullable Long nanos(Checks checks, String field, @Nullable BigDecimal amount) {
    if (amount == null) {
      return null;
    }
    var plain = amount.stripTrailingZeros();
    var fits = plain.signum() >= 0 && plain.scale() <= NANO_DIGITS && plain.compareTo(HIGHEST) <= 0;
    checks.require(fits, field, "input.amount");
    return fits ? plain.scaleByPowerOfTen(NANO_DIGITS).longValueExact() : null;
  }

  private static Currency currency(Checks checks, @Nullable String code) {
    if (code == null || code.isBlank()) {
      return Money.USD;
    }
    try {
      return Currency.getInstance(code.strip());
    } catch (IllegalArgumentException unknown) {
      checks.reject("currency", "input.unknown");
      return Money.USD;
    }
  }

  private static Change audited(Viewer viewer, Model owner, Price added) {
    return Audited.by(viewer, null, "price", added.id(), "added")
        .with("model", owner.name())
        .with("deployment", added.deployment())
        .with("currency", added.currency())
        .with("effectiveFrom", added.effectiveFrom())
        .with("input", perMillion(added.input()))
        .with("output", perMillion(added.output()))
        .with("cacheRead", perMillion(added.cacheRead()))
        .with("cacheWrite", perMillion(added.cacheWrite()))
        .with("reasoning", perMillion(added.reasoning()))
        .with("audioInput", perMillion(added.audioInput()))
        .with("audioOutput", perMillion(added.audioOutput()))
        .with("image", perMillion(added.image()))
        .with("cacheWriteHour", perMillion(added.cacheWriteHour()))
        .with("audioSeconds", perMillion(added.audioSeconds()))
        .with("searchUnits", perMillion(added.searchUnits()))
        .change();
  }

  /** Nano-units per million as units of the currency per million. */
  static @Nullable String perMillion(@Nullable Long nanos) {
    return nanos == null
        ? null
        : BigDecimal.valueOf(nanos, NANO_DIGITS).stripTrailingZeros().toPlainString();
  }
}
