package io.tollgate.persistence.model;

import io.tollgate.domain.model.Deployment;
import io.tollgate.domain.model.DeploymentId;
import io.tollgate.domain.model.ModelId;
import io.tollgate.domain.provider.ProviderId;
import io.tollgate.persistence.database.EnumColumn;
import java.time.Instant;
import java.util.UUID;

/** A row of {@code deployment}. */
public record DeploymentRow(
    UUID id,
    UUID modelId,
    UUID providerId,
    String upstreamModel,
    int priority,
    int weight,
    String status,
    Instant createdAt) {

  public static final String COLUMNS =
      "id, model_id, provider_id, upstream_model, priority, weight, status, created_at";

  static DeploymentRow of(Deployment deployment) {
    return new DeploymentRow(
        deployment.id().value(),
        deployment.model().value(),
        deployment.provider().value(),
        deployment.upstreamModel(),
        deployment.priority(),
        deployment.weight(),
        EnumColumn.text(deployment.status()),
        deployment.createdAt());
  }

  public Deployment toDeployment() {
    return new Deployment(
        new DeploymentId(id),
        new ModelId(modelId),
        new ProviderId(providerId),
        upstreamModel,
        priority,
        weight,
        EnumColumn.value(Deployment.Status.class, status),
        createdAt);
  }
}
