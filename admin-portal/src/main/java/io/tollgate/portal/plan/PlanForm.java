package io.tollgate.portal.plan;

import io.tollgate.domain.catalogue.Plan;
import io.tollgate.domain.catalogue.Plan.Approval;
import io.tollgate.domain.model.ModelId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What somebody fills in about a plan; without models it offers all of the API's. */
record PlanForm(
    @Nullable String slug,
    @Nullable String name,
    @Nullable String description,
    @Nullable Approval approval,
    @Nullable Integer requestsPerMinute,
    @Nullable Integer tokensPerMinute,
    @Nullable List<String> models) {

  static PlanForm empty() {
    return new PlanForm(null, null, null, Approval.MANUAL, 60, null, List.of());
  }

  static PlanForm of(Plan plan) {
    return new PlanForm(
        plan.slug(),
        plan.name(),
        plan.description(),
        plan.approval(),
        plan.requestsPerMinute(),
        plan.tokensPerMinute(),
        plan.models().stream().map(ModelId::toString).toList());
  }

  NewPlan made() {
    return new NewPlan(slug, details());
  }

  PlanDetails details() {
    Set<ModelId> chosen =
        models == null
            ? Set.of()
            : models.stream().map(ModelId::of).collect(Collectors.toUnmodifiableSet());
    return new PlanDetails(name, description, approval, requestsPerMinute, tokensPerMinute, chosen);
  }
}
