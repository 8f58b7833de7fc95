package io.tollgate.portal.subscription;

import io.tollgate.domain.money.Money;
import io.tollgate.domain.subscription.Subscription;
import io.tollgate.portal.security.SignedIn;
import io.tollgate.portal.web.Choice;
import io.tollgate.portal.web.Moment;
import io.tollgate.portal.web.Moments;
import io.tollgate.portal.web.Numbers;
import io.tollgate.portal.web.Status;
import io.tollgate.portal.web.Step;
import io.tollgate.portal.web.Texts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts subscriptions into words. */
@Component
public class SubscriptionViews {

  private final Texts texts;
  private final Moments moments;

  SubscriptionViews(Texts texts, Moments moments) {
    this.texts = texts;
    this.moments = moments;
  }

  /** A subscription as a line of a table. */
  public record Line(
      String id,
      String apiName,
      String apiSlug,
      String plan,
      String application,
      String applicationId,
      String tenant,
      String owner,
      Status status,
      String purpose,
      @Nullable String reason,
      Moment requestedAt) {}

  public Line line(SubscriptionOverview overview, SignedIn person) {
    var subscription = overview.subscription();
    return new Line(
        subscription.id().toString(),
        overview.api().name(),
        overview.api().slug(),
        overview.plan().name(),
        overview.application().name(),
        overview.application().id().toString(),
        overview.tenant().name(),
        overview.owner().name(),
        status(subscription.status()),
        subscription.purpose(),
        subscription.reason(),
        moments.of(subscription.requestedAt(), person));
  }

  /** The states that there is a choice of, as they stand in the URL. */
  List<Choice> states() {
    return Arrays.stream(Subscription.Status.values())
        .map(state -> new Choice(state.name().toLowerCase(Locale.ROOT), status(state).label()))
        .toList();
  }

  Status status(Subscription.Status status) {
    return switch (status) {
      case PENDING -> Status.waiting(texts.text("subscription.pending"));
      case APPROVED -> Status.ok(texts.text("subscription.approved"));
      case REJECTED -> Status.danger(texts.text("subscription.rejected"));
      case SUSPENDED -> Status.warn(texts.text("subscription.suspended"));
      case CLOSED -> Status.neutral(texts.text("subscription.closed"));
    };
  }

  Step step(TimelineStep step, SignedIn person) {
    var event = step.event();
    return switch (event.status()) {
      case PENDING -> step("requested", step, person, "done");
      case APPROVED -> step("approved", step, person, "done");
      case REJECTED -> step("rejected", step, person, "bad");
      case SUSPENDED -> step("suspended", step, person, "bad");
      case CLOSED -> step("closed", step, person, "done");
    };
  }

  /** What has yet to happen to a request that waits. */
  Step expected(SubscriptionOverview overview) {
    return new Step(
        texts.text("timeline.expected", overview.owner().name()),
        null,
        texts.text("timeline.wait"),
        "");
  }

  /** What it may come to cost, in a sentence or two; nothing where there are no tokens. */
  List<String> projected(Projection projection) {
    return switch (projection.ceiling()) {
      case Ceiling.WithoutTokens none -> List.of();
      case Ceiling.UpTo most ->
          withSimilar(
              texts.text("projection.most", Numbers.money(most.amounts().stream())), projection);
      case Ceiling.Unlimited unlimited ->
          withSimilar(texts.text("projection.unlimited"), projection);
      case Ceiling.Unpriced unpriced ->
          withSimilar(
              texts.text("projection.unpriced", String.join(", ", unpriced.models())), projection);
    };
  }

  private List<String> withSimilar(String ceiling, Projection projection) {
    var sentences = new ArrayList<>(List.of(ceiling));
    projection.similar().stream()
        .collect(Collectors.groupingBy(Money::currency))
        .values()
        .forEach(spent -> sentences.add(similar(spent)));
    if (sentences.size() == 1) {
      sentences.add(texts.text("projection.similar.none"));
    }
    return sentences;
  }

  /** The lowest, the highest and the one in the middle of amounts in this order. */
  private String similar(List<Money> spent) {
    return spent.size() == 1
        ? texts.text("projection.similar.one", Numbers.money(spent.getFirst()))
        : texts.text(
            "projection.similar",
            spent.size(),
            Numbers.money(spent.getFirst()),
            Numbers.money(spent.getLast()),
            Numbers.money(spent.get(spent.size() / 2)));
  }

  private Step step(String key, TimelineStep step, SignedIn person, String tone) {
    return new Step(
        texts.text("timeline." + key, step.actor()),
        moments.of(step.event().occurredAt(), person),
        step.event().note(),
        tone);
  }
}
