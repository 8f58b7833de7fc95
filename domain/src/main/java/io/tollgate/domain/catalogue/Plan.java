package io.tollgate.domain.catalogue;

import io.tollgate.domain.model.ModelId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The terms of an API. A limit that is null does not exist.
 *
 * @param models the models of the API that this plan offers; empty means all of them
 */
public record Plan(
    PlanId id,
    ApiId api,
    String slug,
    String name,
    String description,
    Approval approval,
    @Nullable Integer requestsPerMinute,
    @Nullable Integer tokensPerMinute,
    Set<ModelId> models,
    Status status,
    Instant createdAt) {

  public enum Approval {
    AUTOMATIC,
    MANUAL
  }

  public enum Status {
    ACTIVE,
    /** Takes no new subscriptions; those it has go on. */
    CLOSED
  }

  public Plan {
    models = Set.copyOf(models);
  }

  /** The same plan with other models on offer. */
  public Plan withModels(Set<ModelId> offered) {
    return new Plan(
        id,
        api,
        slug,
        name,
        description,
        approval,
        requestsPerMinute,
        tokensPerMinute,
        offered,
        status,
        createdAt);
  }

  public boolean offers(ModelId model) {
    return models.isEmpty() || models.contains(model);
  }
}
