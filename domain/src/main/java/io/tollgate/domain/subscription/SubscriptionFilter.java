package io.tollgate.domain.subscription;

import io.tollgate.domain.catalogue.ApiId;
import io.tollgate.domain.catalogue.PlanId;
import io.tollgate.domain.subscription.Subscription.Status;
import io.tollgate.domain.tenant.TenantId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which subscriptions are meant: those within the scope that match all that is not null.
 *
 * @param text a part of the API's or the application's name, in any case
 * @param statuses none of them means any
 * @param consumer the tenant that consumes
 */
public record SubscriptionFilter(
    SubscriptionScope scope,
    @Nullable String text,
    Set<Status> statuses,
    @Nullable TenantId consumer,
    @Nullable ApiId api,
    @Nullable PlanId plan) {

  public SubscriptionFilter {
    statuses = Set.copyOf(statuses);
  }

  /** All within the scope. */
  public static SubscriptionFilter of(SubscriptionScope scope) {
    return new SubscriptionFilter(scope, null, Set.of(), null, null, null);
  }

  public SubscriptionFilter named(@Nullable String part) {
    return new SubscriptionFilter(scope, part, statuses, consumer, api, plan);
  }

  public SubscriptionFilter in(Set<Status> wanted) {
    return new SubscriptionFilter(scope, text, wanted, consumer, api, plan);
  }

  public SubscriptionFilter in(Status wanted) {
    return in(Set.of(wanted));
  }

  public SubscriptionFilter by(TenantId consuming) {
    return new SubscriptionFilter(scope, text, statuses, consuming, api, plan);
  }

  public SubscriptionFilter to(ApiId wanted) {
    return new SubscriptionFilter(scope, text, statuses, consumer, wanted, plan);
  }

  public SubscriptionFilter on(PlanId wanted) {
    return new SubscriptionFilter(scope, text, statuses, consumer, api, wanted);
  }
}
