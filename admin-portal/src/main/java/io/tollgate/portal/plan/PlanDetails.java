package io.tollgate.portal.plan;

import io.tollgate.domain.catalogue.Plan.Approval;
import io.tollgate.domain.model.ModelId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What people say about a plan and may change later.
 *
 * @param requestsPerMinute null for no limit, as is {@code tokensPerMinute}
 * @param models those of the API that it offers; empty for all
 */
public record PlanDetails(
    @Nullable String name,
    @Nullable String description,
    @Nullable Approval approval,
    @Nullable Integer requestsPerMinute,
    @Nullable Integer tokensPerMinute,
    Set<ModelId> models) {

  public PlanDetails {
    models = Set.copyOf(models);
  }
}
