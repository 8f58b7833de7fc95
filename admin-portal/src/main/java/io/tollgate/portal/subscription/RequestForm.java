package io.tollgate.portal.subscription;

import io.tollgate.domain.application.ApplicationId;
import io.tollgate.domain.catalogue.Plan;
import io.tollgate.domain.catalogue.PlanId;
import io.tollgate.domain.tenant.TenantId;
import io.tollgate.portal.operation.InvalidInput;
import io.tollgate.portal.subscription.SubscriptionRequest.Caller;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a developer fills in to ask for access; all of it has a sensible first value.
 *
 * @param plan the slug of the plan
 * @param application the id of the application that is to call, or {@link #NEW}
 * @param name the name of the application that is made on the way
 */
record RequestForm(
    @Nullable String plan,
    @Nullable String application,
    @Nullable String name,
    @Nullable String purpose) {

  static final String NEW = "new";

  SubscriptionRequest request(List<Plan> plans, TenantId tenant) {
    return new SubscriptionRequest(chosen(plans), caller(tenant), purpose);
  }

  private PlanId chosen(List<Plan> plans) {
    return plans.stream()
        .filter(candidate -> candidate.slug().equals(plan))
        .findFirst()
        .map(Plan::id)
        .orElseThrow(() -> InvalidInput.of("plan", "input.required"));
  }

  private Caller caller(TenantId tenant) {
    if (application == null || application.equals(NEW)) {
      return new Caller.New(tenant, name);
    }
    var existing = existing();
    if (existing == null) {
      throw InvalidInput.of("application", "input.unknown");
    }
    return new Caller.Existing(existing);
  }

  /** The application that is chosen; null for a new one, and for what is none. */
  @Nullable ApplicationId existing() {
    try {
      return application == null ? null : ApplicationId.of(application);
    } catch (IllegalArgumentException malformed) {
      return null;
    }
  }
}
