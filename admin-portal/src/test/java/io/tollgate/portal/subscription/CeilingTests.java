package io.tollgate.portal.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.catalogue.Api;
import io.tollgate.domain.catalogue.ApiId;
import io.tollgate.domain.catalogue.Lifecycle;
import io.tollgate.domain.catalogue.Plan;
import io.tollgate.domain.catalogue.PlanId;
import io.tollgate.domain.model.Model;
import io.tollgate.domain.model.ModelId;
import io.tollgate.domain.model.Price;
import io.tollgate.domain.model.PriceId;
import io.tollgate.domain.money.Money;
import io.tollgate.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a plan's limits put at risk. */
class CeilingTests {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final long DOLLAR = 1_000_000_000L;

  private final Model small = model("small", 1_000, 100);
  private final Model large = model("large", 1_000, 100);

  @Test
  void theDearestTokenOfTheDearestModelCounts() {
    var prices = List.of(price(small, NOW, 1, 2), price(large, NOW, 3, 10));

    // 1,000 tokens in each of 43,200 minutes, at 10 dollars a million.
    assertThat(ceiling(plan(null, 1_000), prices)).isEqualTo(upTo(432));
  }

  @Test
  void theTighterOfTwoLimitsBoundsIt() {
    var prices = List.of(price(small, NOW, 1, 1), price(large, NOW, 1, 1));

    // One request a minute is 1,100 tokens of one dollar a million: 47.52 dollars.
    assertThat(ceiling(plan(1, 1_000_000), prices))
        .isEqualTo(new Ceiling.UpTo(List.of(new Money(47_520_000_000L, Money.USD))));
  }

  @Test
  void whatNoLimitBoundsIsUnlimited() {
    var prices = List.of(price(small, NOW, 1, 1), price(large, NOW, 1, 1));

    assertThat(ceiling(plan(null, null), prices)).isEqualTo(new Ceiling.Unlimited());
    assertThat(ceiling(plan(null, Integer.MAX_VALUE), List.of(price(small, NOW, 1, 1), dear())))
        .isEqualTo(new Ceiling.Unlimited());
  }

  @Test
  void aModelWithoutAPriceIsNamedAndNeverFree() {
    assertThat(ceiling(plan(1, 1), List.of(price(small, NOW, 1, 1))))
        .isEqualTo(new Ceiling.Unpriced(List.of("large")));
  }

  @Test
  void onlyThePriceInForceCounts() {
    var prices =
        List.of(
            price(small, NOW.plusSeconds(60), 99, 99),
            price(small, NOW, 1, 1),
            price(small, NOW.minus(Duration.ofDays(9)), 50, 50),
            price(large, NOW, 1, 1));

    assertThat(ceiling(plan(null, 1_000_000), prices)).isEqualTo(upTo(43_200));
  }

  @Test
  void withoutModelsThereIsNothingToPayFor() {
    var rest = api(Api.Kind.REST);

    assertThat(Ceiling.of(rest, plan(1, 1), List.of(small), List.of(), NOW))
        .isEqualTo(new Ceiling.WithoutTokens());
  }

  private Ceiling ceiling(Plan plan, List<Price> prices) {
    var models = List.of(small, large);
    return Ceiling.of(api(Api.Kind.AI, small, large), plan, models, prices, NOW);
  }

  private static Ceiling upTo(long dollars) {
    return new Ceiling.UpTo(List.of(new Money(dollars * DOLLAR, Money.USD)));
  }

  private Price dear() {
    return price(large, NOW, 1_000_000, 1_000_000);
  }

  private static Price price(Model model, Instant from, long input, long output) {
    return new Price(
        PriceId.create(),
        model.id(),
        null,
        Money.USD,
        from,
        input * DOLLAR,
        output * DOLLAR,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  private static Model model(String name, int contextWindow, int maxOutput) {
    return new Model(
        ModelId.create(),
        name,
        "",
        contextWindow,
        maxOutput,
        Set.of(Model.Capability.CHAT),
        Model.Strategy.PRIORITY,
        Model.Status.ACTIVE,
        NOW);
  }

  private static Api api(Api.Kind kind, Model... models) {
    return new Api(
        ApiId.create(),
        TenantId.create(),
        "api",
        "Api",
        "",
        "",
        "1",
        kind,
        Lifecycle.PUBLISHED,
        Api.Visibility.PUBLIC,
        "/api",
        Arrays.stream(models).map(Model::id).collect(Collectors.toSet()),
        null,
        null,
        false,
        null,
        NOW,
        NOW);
  }

  private static Plan plan(@Nullable Integer requests, @Nullable Integer tokens) {
    return new Plan(
        PlanId.create(),
        ApiId.create(),
        "plan",
        "Plan",
        "",
        Plan.Approval.MANUAL,
        requests,
        tokens,
        Set.of(),
        Plan.Status.ACTIVE,
        NOW);
  }
}
