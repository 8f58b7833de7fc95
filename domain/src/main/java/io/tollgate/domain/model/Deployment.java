package io.tollgate.domain.model;

import io.tollgate.domain.provider.ProviderId;
import java.time.Instant;

/**
 * One callable instance of a model at a provider.
 *
 * @param upstreamModel the name that the provider knows it by
 * @param priority 0 is tried first
 * @param weight its share among deployments of the same priority
 */
public record Deployment(
    DeploymentId id,
    ModelId model,
    ProviderId provider,
    String upstreamModel,
    int priority,
    int weight,
    Status status,
    Instant createdAt) {

  public enum Status {
    ACTIVE,
    DISABLED
  }

  public Deployment withStatus(Status changed) {
    return new Deployment(id, model, provider, upstreamModel, priority, weight, changed, createdAt);
  }
}
