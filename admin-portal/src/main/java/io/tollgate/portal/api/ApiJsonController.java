package io.tollgate.portal.api;

import io.swagger.v3.oas.annotations.tags.Tag;
import io.tollgate.domain.authorization.Viewer;
import io.tollgate.domain.catalogue.Api;
import io.tollgate.domain.catalogue.ApiId;
import io.tollgate.domain.catalogue.Lifecycle;
import io.tollgate.domain.model.ModelId;
import io.tollgate.domain.tenant.TenantId;
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

/** Publishing APIs, for scripts. */
@AdminApi
@Tag(name = "APIs")
class ApiJsonController {

  record NewApiRequest(
      @Nullable String slug,
      Api.@Nullable Kind kind,
      @Nullable String name,
      @Nullable String summary,
      @Nullable String description,
      @Nullable String version,
      Api.@Nullable Visibility visibility,
      @Nullable String basePath,
      @Nullable Set<UUID> models,
      @Nullable UUID successor,
      @Nullable String openapi,
      @Nullable Boolean strict,
      @Nullable Integer responseDays) {

    NewApi made() {
      var details =
          new ApiRequest(
              name,
              summary,
              description,
              version,
              visibility,
              basePath,
              models,
              successor,
              openapi,
              strict,
              responseDays);
      return new NewApi(slug, kind, details.details());
    }
  }

  record ApiRequest(
      @Nullable String name,
      @Nullable String summary,
      @Nullable String description,
      @Nullable String version,
      Api.@Nullable Visibility visibility,
      @Nullable String basePath,
      @Nullable Set<UUID> models,
      @Nullable UUID successor,
      @Nullable String openapi,
      @Nullable Boolean strict,
      @Nullable Integer responseDays) {

    ApiDetails details() {
      var offered =
          models == null
              ? Set.<ModelId>of()
              : models.stream().map(ModelId::new).collect(Collectors.toSet());
      return new ApiDetails(
          name,
          summary,
          description,
          version,
          visibility,
          basePath,
          offered,
          successor == null ? null : new ApiId(successor),
          openapi,
          Boolean.TRUE.equals(strict),
          responseDays);
    }
  }

  record ApiResponse(
      UUID id,
      UUID tenant,
      String slug,
      String name,
      String summary,
      String description,
      String version,
      Api.Kind kind,
      Lifecycle lifecycle,
      Api.Visibility visibility,
      String basePath,
      List<UUID> models,
      @Nullable UUID successor,
      @Nullable String openapi,
      boolean strict,
      @Nullable Integer responseDays,
      Instant createdAt,
      @Nullable Instant publishedAt) {

    static ApiResponse of(Api api) {
      var successor = api.successor();
      return new ApiResponse(
          api.id().value(),
          api.tenant().value(),
          api.slug(),
          api.name(),
          api.summary(),
          api.description(),
          api.version(),
          api.kind(),
          api.lifecycle(),
          api.visibility(),
          api.basePath(),
          api.models().stream().map(ModelId::value).sorted().toList(),
          successor == null ? null : successor.value(),
          api.openapi(),
          api.strict(),
          api.responseDays(),
          api.createdAt(),
          api.publishedAt());
    }
  }

  private final ApiOperations apis;
  private final ApiLifecycle lifecycle;

  ApiJsonController(ApiOperations apis, ApiLifecycle lifecycle) {
    this.apis = apis;
    this.lifecycle = lifecycle;
  }

  @GetMapping("/tenants/{tenant}/apis")
  Mono<Listing<ApiResponse>> listApis(
      @AuthenticationPrincipal Viewer viewer,
      @PathVariable TenantId tenant,
      @ParameterObject Paging paging) {
    return Listing.of(apis.list(viewer, tenant), Api::id, paging, ApiResponse::of);
  }

  @PostMapping("/tenants/{tenant}/apis")
  @ResponseStatus(HttpStatus.CREATED)
  Mono<ApiResponse> createApi(
      @AuthenticationPrincipal Viewer viewer,
      @PathVariable TenantId tenant,
      @RequestBody NewApiRequest request) {
    return apis.create(viewer, tenant, request.made()).map(ApiResponse::of);
  }

  @GetMapping("/apis/{api}")
  Mono<ApiResponse> getApi(@AuthenticationPrincipal Viewer viewer, @PathVariable ApiId api) {
    return apis.find(viewer, api).map(ApiResponse::of);
  }

  @PutMapping("/apis/{api}")
  Mono<ApiResponse> editApi(
      @AuthenticationPrincipal Viewer viewer,
      @PathVariable ApiId api,
      @RequestBody ApiRequest request) {
    return apis.edit(viewer, api, request.details()).map(ApiResponse::of);
  }

  @PostMapping("/apis/{api}/publish")
  Mono<ApiResponse> publishApi(@AuthenticationPrincipal Viewer viewer, @PathVariable ApiId api) {
    return lifecycle.publish(viewer, api).map(ApiResponse::of);
  }

  @PostMapping("/apis/{api}/deprecate")
  Mono<ApiResponse> deprecateApi(@AuthenticationPrincipal Viewer viewer, @PathVariable ApiId api) {
    return lifecycle.deprecate(viewer, api).map(ApiResponse::of);
  }

  @PostMapping("/apis/{api}/retire")
  Mono<ApiResponse> retireApi(@AuthenticationPrincipal Viewer viewer, @PathVariable ApiId api) {
    return lifecycle.retire(viewer, api).map(ApiResponse::of);
  }
}
