package io.tollgate.portal.subscription;

import io.tollgate.domain.catalogue.Api;
import io.tollgate.domain.catalogue.Plan;
import io.tollgate.domain.model.Model;
import io.tollgate.domain.model.Price;
import io.tollgate.domain.money.Money;
import io.tollgate.domain.usage.Bucket;
import io.tollgate.domain.usage.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a plan's limits let a subscription cost at the most in 30 days: every minute used to the
 * full, with the dearest model and the dearest kind of token. Nobody spends that; it is what
 * approving puts at risk.
 */
sealed interface Ceiling {

  /** The time it is about. */
  Duration PERIOD = Duration.ofDays(30);

  /** Amounts of one currency, lowest first. */
  Comparator<Money> BY_AMOUNT = Comparator.comparingLong(Money::nanos);

  /** One amount for each currency that a model is priced in. */
  record UpTo(List<Money> amounts) implements Ceiling {}

  /** No limit of the plan bounds it, or none that can be counted. */
  record Unlimited() implements Ceiling {}

  /** These models have no price, so that what they cost is unknown. */
  record Unpriced(List<String> models) implements Ceiling {}

  /** There are no tokens to pay for: a REST API, or no model on offer. */
  record WithoutTokens() implements Ceiling {}

  /**
   * Finds it.
   *
   * @param models all of the platform's
   * @param prices all of them, in any order
   */
  static Ceiling of(Api api, Plan plan, List<Model> models, List<Price> prices, Instant now) {
    var offered =
        models.stream()
            .filter(model -> api.models().contains(model.id()) && plan.offers(model.id()))
            .filter(model -> model.status() == Model.Status.ACTIVE)
            .toList();
    if (offered.isEmpty()) {
      return new WithoutTokens();
    }
    var unpriced =
        offered.stream()
            .filter(model -> current(model, prices, now).findAny().isEmpty())
            .map(Model::name)
            .toList();
    if (!unpriced.isEmpty()) {
      return new Unpriced(unpriced);
    }
    try {
      return upTo(plan, offered, prices, now);
    } catch (ArithmeticException beyondCounting) {
      return new Unlimited();
    }
  }

  private static Ceiling upTo(Plan plan, List<Model> offered, List<Price> prices, Instant now) {
    var dearest = new TreeMap<Currency, Money>(Comparator.comparing(Currency::getCurrencyCode));
    for (var model : offered) {
      for (var price : current(model, prices, now).toList()) {
        var most = atMost(plan, model, price);
        if (most == null) {
          return new Unlimited();
        }
        dearest.merge(price.currency(), most, BinaryOperator.maxBy(BY_AMOUNT));
      }
    }
    return new UpTo(List.copyOf(dearest.values()));
  }

  /** The lower of what the two limits allow; null when neither bounds it. */
  private static @Nullable Money atMost(Plan plan, Model model, Price price) {
    var tokens = byTokens(plan.tokensPerMinute(), price);
    var requests = byRequests(plan.requestsPerMinute(), model, price);
    if (tokens == null || requests == null) {
      return tokens == null ? requests : tokens;
    }
    return BY_AMOUNT.compare(tokens, requests) <= 0 ? tokens : requests;
  }

  private static @Nullable Money byTokens(@Nullable Integer perMinute, Price price) {
    if (perMinute == null) {
      return null;
    }
    long tokens = Math.multiplyExact(perMinute.longValue(), PERIOD.toMinutes());
    return Arrays.stream(Bucket.values())
        .filter(Bucket::countsTokens)
        .map(bucket -> Objects.requireNonNull(price.cost(bucket, tokens)))
        .max(BY_AMOUNT)
        .orElseThrow();
  }

  /** Every request with a full context and the longest answer, where the model says how long. */
  private static @Nullable Money byRequests(@Nullable Integer perMinute, Model model, Price price) {
    var context = model.contextWindow();
    var output = model.maxOutput();
    if (perMinute == null || context == null || output == null) {
      return null;
    }
    long each = Objects.requireNonNull(price.cost(Usage.of(context, output))).nanos();
    long requests = Math.multiplyExact(perMinute.longValue(), PERIOD.toMinutes());
    return new Money(Math.multiplyExact(each, requests), price.currency());
  }

  /** The prices that hold now: the model's own, and those of single deployments. */
  private static Stream<Price> current(Model model, List<Price> prices, Instant now) {
    return prices.stream()
        .filter(price -> price.model().equals(model.id()) && !price.effectiveFrom().isAfter(now))
        .filter(price ->
            prices.stream()
                .noneMatch(other ->
                    other.model().equals(price.model())
                        && Objects.equals(other.deployment(), price.deployment())
                        && other.effectiveFrom().isAfter(price.effectiveFrom())
                        && !other.effectiveFrom().isAfter(now)));
  }
}
