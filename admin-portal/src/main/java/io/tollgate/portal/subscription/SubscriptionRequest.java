package io.tollgate.portal.subscription;

import io.tollgate.domain.application.ApplicationId;
import io.tollgate.domain.catalogue.PlanId;
import io.tollgate.domain.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * What a developer asks for.
 *
 * @param plan the terms, and with them the API
 * @param caller the application that is to call, there already or made on the way
 * @param purpose what it is for, for the one who decides
 */
record SubscriptionRequest(PlanId plan, Caller caller, @Nullable String purpose) {

  /** Who is to call. */
  public sealed interface Caller {

    record Existing(ApplicationId application) implements Caller {}

    record New(TenantId tenant, @Nullable String name) implements Caller {}
  }
}
