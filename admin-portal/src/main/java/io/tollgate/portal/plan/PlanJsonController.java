package io.tollgate.portal.plan;

import io.swagger.v3.oas.annotations.tags.Tag;
import io.tollgate.domain.authorization.Viewer;
import io.tollgate.domain.catalogue.ApiId;
import io.tollgate.domain.catalogue.Plan;
import io.tollgate.domain.catalogue.PlanId;
import io.tollgate.domain.model.ModelId;
import io.tollgate.portal.adminapi.AdminApi;
import io.tollgate.portal.adminapi.Listing;
import io.tollgate.portal.adminapi.Paging;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import reactor.core.publisher.Mono;

/** Plans, for scripts. */
@AdminApi
@Tag(name = "Plans")
class PlanJsonController {

  record NewPlanRequest(
      @Nullable String slug,
      @Nullable String name,
      @Nullable String description,
      Plan.@Nullable Approval approval,
      @Nullable Integer requestsPerMinute,
      @Nullable Integer tokensPerMinute,
      @Nullable Set<UUID> models) {

    NewPlan made() {
      var details =
          new PlanRequest(name, description, approval, requestsPerMinute, tokensPerMinute, models);
      return new NewPlan(slug, details.details());
    }
  }

  record PlanRequest(
      @Nullable String name,
      @Nullable String description,
      Plan.@Nullable Approval approval,
      @Nullable Integer requestsPerMinute,
      @Nullable Integer tokensPerMinute,
      @Nullable Set<UUID> models) {

    PlanDetails details() {
      var offered =
          models == null
              ? Set.<ModelId>of()
              : models.stream().map(ModelId::new).collect(Collectors.toSet());
      return new PlanDetails(
          name, description, approval, requestsPerMinute, tokensPerMinute, offered);
    }
  }

  record PlanResponse(
      UUID id,
      UUID api,
      String slug,
      String name,
      String description,
      Plan.Approval approval,
      @Nullable Integer requestsPerMinute,
      @Nullable Integer tokensPerMinute,
      List<UUID> models,
      Plan.Status status,
      Instant createdAt) {

    static PlanResponse of(Plan plan) {
      return new PlanResponse(
          plan.id().value(),
          plan.api().value(),
          plan.slug(),
          plan.name(),
          plan.description(),
          plan.approval(),
          plan.requestsPerMinute(),
          plan.tokensPerMinute(),
          plan.models().stream().map(ModelId::value).sorted().toList(),
          plan.status(),
          plan.createdAt());
    }
  }

  private final PlanOperations plans;

  PlanJsonController(PlanOperations plans) {
    this.plans = plans;
  }

  @GetMapping("/apis/{api}/plans")
  Mono<Listing<PlanResponse>> listPlans(
      @AuthenticationPrincipal Viewer viewer,
      @PathVariable ApiId api,
      @ParameterObject Paging paging) {
    return Listing.of(plans.list(viewer, api), Plan::id, paging, PlanResponse::of);
  }

  @PostMapping("/apis/{api}/plans")
  @ResponseStatus(HttpStatus.CREATED)
  Mono<PlanResponse> createPlan(
      @AuthenticationPrincipal Viewer viewer,
      @PathVariable ApiId api,
      @RequestBody NewPlanRequest request) {
    return plans.create(viewer, api, request.made()).map(PlanResponse::of);
  }

  @GetMapping("/plans/{plan}")
  Mono<PlanResponse> getPlan(@AuthenticationPrincipal Viewer viewer, @PathVariable PlanId plan) {
    return plans.find(viewer, plan).map(PlanResponse::of);
  }

  @PutMapping("/plans/{plan}")
  Mono<PlanResponse> editPlan(
      @AuthenticationPrincipal Viewer viewer,
      @PathVariable PlanId plan,
      @RequestBody PlanRequest request) {
    return plans.edit(viewer, plan, request.details()).map(PlanResponse::of);
  }

  @PostMapping("/plans/{plan}/close")
  Mono<PlanResponse> closePlan(@AuthenticationPrincipal Viewer viewer, @PathVariable PlanId plan) {
    return plans.close(viewer, plan).map(PlanResponse::of);
  }

  @PostMapping("/plans/{plan}/reopen")
  Mono<PlanResponse> reopenPlan(@AuthenticationPrincipal Viewer viewer, @PathVariable PlanId plan) {
    return plans.reopen(viewer, plan).map(PlanResponse::of);
  }
}
