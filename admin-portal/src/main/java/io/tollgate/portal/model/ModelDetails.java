package io.tollgate.portal.model;

import io.tollgate.domain.model.Model.Capability;
import io.tollgate.domain.model.Model.Strategy;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What people say about a model and may change later.
 *
 * @param contextWindow in tokens, null when unknown, as is {@code maxOutput}
 * @param strategy how a deployment is chosen for a request; null for by priority
 */
public record ModelDetails(
    @Nullable String description,
    @Nullable Integer contextWindow,
    @Nullable Integer maxOutput,
    Set<Capability> capabilities,
    @Nullable Strategy strategy) {

  public ModelDetails {
    capabilities = Set.copyOf(capabilities);
  }
}
