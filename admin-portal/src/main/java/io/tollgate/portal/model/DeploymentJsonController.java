package io.tollgate.portal.model;

import io.swagger.v3.oas.annotations.tags.Tag;
import io.tollgate.domain.authorization.Viewer;
import io.tollgate.domain.model.Deployment;
import io.tollgate.domain.model.DeploymentId;
import io.tollgate.domain.model.ModelId;
import io.tollgate.domain.provider.ProviderId;
import io.tollgate.portal.adminapi.AdminApi;
import io.tollgate.portal.adminapi.Listing;
import io.tollgate.portal.adminapi.Paging;
import java.time.Instant;
import java.util.UUID;
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

/** Deployments, for scripts. */
@AdminApi
@Tag(name = "Deployments")
class DeploymentJsonController {

  record DeploymentRequest(
      @Nullable UUID provider,
      @Nullable String upstreamModel,
      @Nullable Integer priority,
      @Nullable Integer weight) {

    DeploymentDetails details() {
      return new DeploymentDetails(
          provider == null ? null : new ProviderId(provider), upstreamModel, priority, weight);
    }
  }

  record DeploymentResponse(
      UUID id,
      UUID model,
      UUID provider,
      String upstreamModel,
      int priority,
      int weight,
      Deployment.Status status,
      Instant createdAt) {

    static DeploymentResponse of(Deployment deployment) {
      return new DeploymentResponse(
          deployment.id().value(),
          deployment.model().value(),
          deployment.provider().value(),
          deployment.upstreamModel(),
          deployment.priority(),
          deployment.weight(),
          deployment.status(),
          deployment.createdAt());
    }
  }

  private final DeploymentOperations deployments;

  DeploymentJsonController(DeploymentOperations deployments) {
    this.deployments = deployments;
  }

  @GetMapping("/deployments")
  Mono<Listing<DeploymentResponse>> listDeployments(
      @AuthenticationPrincipal Viewer viewer, @ParameterObject Paging paging) {
    return Listing.of(deployments.list(viewer), Deployment::id, paging, DeploymentResponse::of);
  }

  @GetMapping("/models/{model}/deployments")
  Mono<Listing<DeploymentResponse>> listDeploymentsOfModel(
      @AuthenticationPrincipal Viewer viewer,
      @PathVariable ModelId model,
      @ParameterObject Paging paging) {
    return Listing.of(
        deployments.list(viewer, model), Deployment::id, paging, DeploymentResponse::of);
  }

  @PostMapping("/models/{model}/deployments")
  @ResponseStatus(HttpStatus.CREATED)
  Mono<DeploymentResponse> createDeployment(
      @AuthenticationPrincipal Viewer viewer,
      @PathVariable ModelId model,
      @RequestBody DeploymentRequest request) {
    return deployments.create(viewer, model, request.details()).map(DeploymentResponse::of);
  }

  @PutMapping("/deployments/{deployment}")
  Mono<DeploymentResponse> editDeployment(
      @AuthenticationPrincipal Viewer viewer,
      @PathVariable DeploymentId deployment,
      @RequestBody DeploymentRequest request) {
    return deployments.edit(viewer, deployment, request.details()).map(DeploymentResponse::of);
  }

  @PostMapping("/deployments/{deployment}/disable")
  Mono<DeploymentResponse> disableDeployment(
      @AuthenticationPrincipal Viewer viewer, @PathVariable DeploymentId deployment) {
    return deployments.disable(viewer, deployment).map(DeploymentResponse::of);
  }

  @PostMapping("/deployments/{deployment}/enable")
  Mono<DeploymentResponse> enableDeployment(
      @AuthenticationPrincipal Viewer viewer, @PathVariable DeploymentId deployment) {
    return deployments.enable(viewer, deployment).map(DeploymentResponse::of);
  }
}
