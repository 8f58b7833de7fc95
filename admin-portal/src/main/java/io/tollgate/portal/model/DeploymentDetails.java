package io.tollgate.portal.model;

import io.tollgate.domain.provider.ProviderId;
import org.jspecify.annotations.Nullable;

/**
 * What people say about a deployment.
 *
 * @param upstreamModel the name that the provider knows the model by
 * @param priority 0 is tried first; null for 0
 * @param weight its share among deployments of the same priority; null for 1
 */
record DeploymentDetails(
    @Nullable ProviderId provider,
    @Nullable String upstreamModel,
    @Nullable Integer priority,
    @Nullable Integer weight) {}
