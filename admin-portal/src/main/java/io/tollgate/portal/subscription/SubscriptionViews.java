package io.tollgate.portal.subscription;

import io.tollgate.domain.subscription.Subscription;
import io.tollgate.portal.security.SignedIn;
import io.tollgate.portal.web.Moment;
import io.tollgate.portal.web.Moments;
import io.tollgate.portal.web.Status;
import io.tollgate.portal.web.Step;
import io.tollgate.portal.web.Texts;
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

  private Step step(String key, TimelineStep step, SignedIn person, String tone) {
    return new Step(
        texts.text("timeline." + key, step.actor()),
        moments.of(step.event().occurredAt(), person),
        step.event().note(),
        tone);
  }
}
