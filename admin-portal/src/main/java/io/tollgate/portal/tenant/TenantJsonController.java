package io.tollgate.portal.tenant;

import io.swagger.v3.oas.annotations.tags.Tag;
import io.tollgate.domain.authorization.Viewer;
import io.tollgate.domain.tenant.Tenant;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Tenants, for scripts. */
@AdminApi
@Tag(name = "Tenants")
class TenantJsonController {

  record NewTenantRequest(
      @Nullable String slug,
      @Nullable String name,
      @Nullable String timeZone,
      @Nullable String owner) {

    NewTenant made() {
      return new NewTenant(slug, new TenantDetails(name, timeZone), owner);
    }
  }

  record TenantRequest(@Nullable String name, @Nullable String timeZone) {}

  /** The tenant's slug, so that nobody suspends the wrong one. */
  record SuspensionRequest(@Nullable String confirmation) {}

  record TenantResponse(
      UUID id,
      String slug,
      String name,
      Tenant.Kind kind,
      Tenant.Status status,
      String timeZone,
      Instant createdAt) {

    static TenantResponse of(Tenant tenant) {
      return new TenantResponse(
          tenant.id().value(),
          tenant.slug(),
          tenant.name(),
          tenant.kind(),
          tenant.status(),
          tenant.timeZone().getId(),
          tenant.createdAt());
    }
  }

  private final TenantOperations tenants;
  private final SuspensionImpact impact;

  TenantJsonController(TenantOperations tenants, SuspensionImpact impact) {
    this.tenants = tenants;
    this.impact = impact;
  }

  @GetMapping("/tenants")
  Mono<Listing<TenantResponse>> listTenants(
      @AuthenticationPrincipal Viewer viewer,
      @RequestParam(required = false) @Nullable String q,
      @ParameterObject Paging paging) {
    return Flux.defer(() -> tenants.list(viewer, q, paging.after(TenantId::of), paging.size() + 1))
        .map(TenantResponse::of)
        .collectList()
        .map(read -> Listing.ofOneMore(read, one -> one.id().toString(), paging.size()));
  }

  @PostMapping("/tenants")
  @ResponseStatus(HttpStatus.CREATED)
  Mono<TenantResponse> createTenant(
      @AuthenticationPrincipal Viewer viewer, @RequestBody NewTenantRequest request) {
    return tenants.create(viewer, request.made()).map(TenantResponse::of);
  }

  @GetMapping("/tenants/{tenant}")
  Mono<TenantResponse> getTenant(
      @AuthenticationPrincipal Viewer viewer, @PathVariable TenantId tenant) {
    return tenants.find(viewer, tenant).map(TenantResponse::of);
  }

  @PutMapping("/tenants/{tenant}")
  Mono<TenantResponse> editTenant(
      @AuthenticationPrincipal Viewer viewer,
      @PathVariable TenantId tenant,
      @RequestBody TenantRequest request) {
    return tenants
        .edit(viewer, tenant, new TenantDetails(request.name(), request.timeZone()))
        .map(TenantResponse::of);
  }

  @GetMapping("/tenants/{tenant}/impact")
  Mono<Impact> getSuspensionImpact(
      @AuthenticationPrincipal Viewer viewer, @PathVariable TenantId tenant) {
    return impact.of(viewer, tenant);
  }

  @PostMapping("/tenants/{tenant}/suspend")
  Mono<TenantResponse> suspendTenant(
      @AuthenticationPrincipal Viewer viewer,
      @PathVariable TenantId tenant,
      @RequestBody SuspensionRequest request) {
    return tenants.suspend(viewer, tenant, request.confirmation()).map(TenantResponse::of);
  }

  @PostMapping("/tenants/{tenant}/resume")
  Mono<TenantResponse> resumeTenant(
      @AuthenticationPrincipal Viewer viewer, @PathVariable TenantId tenant) {
    return tenants.resume(viewer, tenant).map(TenantResponse::of);
  }
}
