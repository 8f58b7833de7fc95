package io.tollgate.portal.application;

import io.swagger.v3.oas.annotations.tags.Tag;
import io.tollgate.domain.application.Application;
import io.tollgate.domain.application.ApplicationId;
import io.tollgate.domain.authorization.Viewer;
import io.tollgate.domain.tenant.TenantId;
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
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Applications, for scripts. */
@AdminApi
@Tag(name = "Applications")
class ApplicationJsonController {

  /**
   * Which applications are asked for.
   *
   * @param q a part of the name
   */
  record ApplicationQuestion(@Nullable String q, Application.@Nullable Status status) {

    ApplicationQuery query() {
      return new ApplicationQuery(q, status);
    }
  }

  record ApplicationRequest(@Nullable String name, @Nullable String description) {

    ApplicationDetails details() {
      return new ApplicationDetails(name, description);
    }
  }

  record ApplicationResponse(
      UUID id,
      UUID tenant,
      String name,
      String description,
      Application.Status status,
      Instant createdAt) {

    static ApplicationResponse of(Application application) {
      return new ApplicationResponse(
          application.id().value(),
          application.tenant().value(),
          application.name(),
          application.description(),
          application.status(),
          application.createdAt());
    }
  }

  private final ApplicationOperations applications;

  ApplicationJsonController(ApplicationOperations applications) {
    this.applications = applications;
  }

  @GetMapping("/tenants/{tenant}/applications")
  Mono<Listing<ApplicationResponse>> listApplications(
      @AuthenticationPrincipal Viewer viewer,
      @PathVariable TenantId tenant,
      @ParameterObject ApplicationQuestion question,
      @ParameterObject Paging paging) {
    return Flux.defer(() ->
            applications.list(
                viewer,
                tenant,
                question.query(),
                paging.after(ApplicationId::of),
                paging.size() + 1))
        .map(ApplicationResponse::of)
        .collectList()
        .map(read -> Listing.ofOneMore(read, one -> one.id().toString(), paging.size()));
  }

  @PostMapping("/tenants/{tenant}/applications")
  @ResponseStatus(HttpStatus.CREATED)
  Mono<ApplicationResponse> createApplication(
      @AuthenticationPrincipal Viewer viewer,
      @PathVariable TenantId tenant,
      @RequestBody ApplicationRequest request) {
    return applications.create(viewer, tenant, request.details()).map(ApplicationResponse::of);
  }

  @GetMapping("/applications/{application}")
  Mono<ApplicationResponse> getApplication(
      @AuthenticationPrincipal Viewer viewer, @PathVariable ApplicationId application) {
    return applications.find(viewer, application).map(ApplicationResponse::of);
  }

  @PutMapping("/applications/{application}")
  Mono<ApplicationResponse> editApplication(
      @AuthenticationPrincipal Viewer viewer,
      @PathVariable ApplicationId application,
      @RequestBody ApplicationRequest request) {
    return applications.edit(viewer, application, request.details()).map(ApplicationResponse::of);
  }

  @PostMapping("/applications/{application}/disable")
  Mono<ApplicationResponse> disableApplication(
      @AuthenticationPrincipal Viewer viewer, @PathVariable ApplicationId application) {
    return applications.disable(viewer, application).map(ApplicationResponse::of);
  }

  @PostMapping("/applications/{application}/enable")
  Mono<ApplicationResponse> enableApplication(
      @AuthenticationPrincipal Viewer viewer, @PathVariable ApplicationId application) {
    return applications.enable(viewer, application).map(ApplicationResponse::of);
  }
}
