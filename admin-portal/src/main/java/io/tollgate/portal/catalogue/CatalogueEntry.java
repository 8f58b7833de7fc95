package io.tollgate.portal.catalogue;

import io.tollgate.domain.catalogue.Api;
import io.tollgate.domain.catalogue.Plan;
import io.tollgate.domain.model.Model;
import io.tollgate.domain.subscription.Subscription;
import io.tollgate.domain.tenant.Tenant;
import java.util.List;

/**
 * An API as one person sees it.
 *
 * @param plans those that take subscriptions
 * @param models what an AI API offers, by name
 * @param subscriptions of those of the person's tenants the newest in each live state
 */
public record CatalogueEntry(
    Api api,
    Tenant publisher,
    List<Plan> plans,
    List<Model> models,
    List<Subscription> subscriptions) {

  public CatalogueEntry {
    plans = List.copyOf(plans);
    models = List.copyOf(models);
    subscriptions = List.copyOf(subscriptions);
  }

  public Access access() {
    return Access.of(subscriptions);
  }
}
