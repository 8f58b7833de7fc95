package io.tollgate.domain.snapshot;

import io.tollgate.domain.catalogue.Api;
import io.tollgate.domain.catalogue.Plan;
import io.tollgate.domain.subscription.Subscription;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A live subscription with what it is to and on which terms; it may still be pending. */
public record Grant(Subscription subscription, PublishedApi published, Plan plan) {

  public Api api() {
    return published.api();
  }

  public boolean isApproved() {
    return subscription.status() == Subscription.Status.APPROVED;
  }

  /** The model of this name, when API and plan offer it. */
  public @Nullable ServedModel model(String name) {
    var model = published.models().get(name);
    return model != null && plan.offers(model.model().id()) ? model : null;
  }

  /** Every model that API and plan offer. */
  public Stream<ServedModel> models() {
    return published.models().values().stream().filter(model -> plan.offers(model.model().id()));
  }
}
