package io.tollgate.persistence.catalogue;

import io.tollgate.domain.catalogue.ApiId;
import io.tollgate.domain.catalogue.Plan;
import io.tollgate.domain.catalogue.PlanId;
import io.tollgate.persistence.database.EnumColumn;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code plan} with its models. */
@SuppressWarnings(
    "ArrayRecordComponent") // An array column; rows are read and dropped, not compared.
public record PlanRow(
    UUID id,
    UUID apiId,
    String slug,
    String name,
    String description,
    String approval,
    @Nullable Integer requestsPerMinute,
    @Nullable Integer tokensPerMinute,
    UUID[] models,
    String status,
    Instant createdAt) {

  public static final String COLUMNS =
      "id, api_id, slug, name, description, approval, requests_per_minute, tokens_per_minute,"
          + " array(select model_id from plan_model where plan_id = plan.id) as models, status,"
          + " created_at";

  static PlanRow of(Plan plan) {
    return new PlanRow(
        plan.id().value(),
        plan.api().value(),
        plan.slug(),
        plan.name(),
        plan.description(),
        EnumColumn.text(plan.approval()),
        plan.requestsPerMinute(),
        plan.tokensPerMinute(),
        ModelIds.column(plan.models()),
        EnumColumn.text(plan.status()),
        plan.createdAt());
  }

  public Plan toPlan() {
    return new Plan(
        new PlanId(id),
        new ApiId(apiId),
        slug,
        name,
        description,
        EnumColumn.value(Plan.Approval.class, approval),
        requestsPerMinute,
        tokensPerMinute,
        ModelIds.set(models),
        EnumColumn.value(Plan.Status.class, status),
        createdAt);
  }
}
