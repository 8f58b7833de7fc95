package io.tollgate.portal.model;

import io.tollgate.domain.provider.ProviderId;
import org.jspecify.annotations.Nullable;

/** What somebody fills in about a deployment. */
record DeploymentForm(
    @Nullable ProviderId provider,
    @Nullable String upstreamModel,
    @Nullable Integer priority,
    @Nullable Integer weight) {

  static DeploymentForm empty() {
    return new DeploymentForm(null, null, 0, 1);
  }

  DeploymentDetails details() {
    return new DeploymentDetails(provider, upstreamModel, priority, weight);
  }
}
