package io.tollgate.portal.provider;

import io.swagger.v3.oas.annotations.tags.Tag;
import io.tollgate.domain.authorization.Viewer;
import io.tollgate.domain.provider.AuthStyle;
import io.tollgate.domain.provider.Provider;
import io.tollgate.domain.provider.ProviderId;
import io.tollgate.domain.provider.WireFormat;
import io.tollgate.domain.secret.Secret;
import io.tollgate.portal.adminapi.AdminApi;
import io.tollgate.portal.adminapi.Listing;
import io.tollgate.portal.adminapi.Paging;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
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

/** Providers, for scripts. A secret goes in and never comes out. */
@AdminApi
@Tag(name = "Providers")
class ProviderJsonController {

  record NewProviderRequest(
      @Nullable String slug,
      @Nullable String name,
      @Nullable WireFormat wireFormat,
      @Nullable String vendor,
      @Nullable String baseUrl,
      @Nullable AuthStyle authStyle,
      @Nullable String authHeader,
      @Nullable String region,
      @Nullable Map<String, String> settings,
      @Nullable Boolean allowPrivateNetwork,
      @Nullable String secret) {

    NewProvider made() {
      var details =
          new ProviderRequest(
              name,
              wireFormat,
              vendor,
              baseUrl,
              authStyle,
              authHeader,
              region,
              settings,
              allowPrivateNetwork);
      return new NewProvider(slug, details.details(), secretOf(secret));
    }

    @Override
    public String toString() {
      return "NewProviderRequest[" + slug + "]";
    }
  }

  record ProviderRequest(
      @Nullable String name,
      @Nullable WireFormat wireFormat,
      @Nullable String vendor,
      @Nullable String baseUrl,
      @Nullable AuthStyle authStyle,
      @Nullable String authHeader,
      @Nullable String region,
      @Nullable Map<String, String> settings,
      @Nullable Boolean allowPrivateNetwork) {

    ProviderDetails details() {
      return new ProviderDetails(
          name,
          wireFormat,
          vendor,
          baseUrl,
          authStyle,
          authHeader,
          region,
          settings == null ? Map.of() : settings,
          Boolean.TRUE.equals(allowPrivateNetwork));
    }
  }

  /** Null takes the secret away. */
  record SecretRequest(@Nullable String secret) {

    @Override
    public String toString() {
      return "SecretRequest[]";
    }
  }

  record ProviderResponse(
      UUID id,
      String slug,
      String name,
      WireFormat wireFormat,
      String vendor,
      URI baseUrl,
      AuthStyle authStyle,
      @Nullable String authHeader,
      @Nullable String secretHint,
      @Nullable String region,
      Map<String, String> settings,
      boolean allowPrivateNetwork,
      Provider.Status status,
      Instant createdAt) {

    static ProviderResponse of(Provider provider) {
      return new ProviderResponse(
          provider.id().value(),
          provider.slug(),
          provider.name(),
          provider.wireFormat(),
          provider.vendor(),
          provider.baseUrl(),
          provider.authStyle(),
          provider.authHeader(),
          provider.secretHint(),
          provider.region(),
          provider.settings(),
          provider.allowPrivateNetwork(),
          provider.status(),
          provider.createdAt());
    }
  }

  private final ProviderOperations providers;

  ProviderJsonController(ProviderOperations providers) {
    this.providers = providers;
  }

  @GetMapping("/providers")
  Mono<Listing<ProviderResponse>> listProviders(
      @AuthenticationPrincipal Viewer viewer, @ParameterObject Paging paging) {
    return Listing.of(providers.list(viewer), Provider::id, paging, ProviderResponse::of);
  }

  @PostMapping("/providers")
  @ResponseStatus(HttpStatus.CREATED)
  Mono<ProviderResponse> createProvider(
      @AuthenticationPrincipal Viewer viewer, @RequestBody NewProviderRequest request) {
    return providers.create(viewer, request.made()).map(ProviderResponse::of);
  }

  @GetMapping("/providers/{provider}")
  Mono<ProviderResponse> getProvider(
      @AuthenticationPrincipal Viewer viewer, @PathVariable ProviderId provider) {
    return providers.find(viewer, provider).map(ProviderResponse::of);
  }

  @PutMapping("/providers/{provider}")
  Mono<ProviderResponse> editProvider(
      @AuthenticationPrincipal Viewer viewer,
      @PathVariable ProviderId provider,
      @RequestBody ProviderRequest request) {
    return providers.edit(viewer, provider, request.details()).map(ProviderResponse::of);
  }

  @PutMapping("/providers/{provider}/secret")
  Mono<ProviderResponse> replaceProviderSecret(
      @AuthenticationPrincipal Viewer viewer,
      @PathVariable ProviderId provider,
      @RequestBody SecretRequest request) {
    return providers
        .replaceSecret(viewer, provider, secretOf(request.secret()))
        .map(ProviderResponse::of);
  }

  @PostMapping("/providers/{provider}/disable")
  Mono<ProviderResponse> disableProvider(
      @AuthenticationPrincipal Viewer viewer, @PathVariable ProviderId provider) {
    return providers.disable(viewer, provider).map(ProviderResponse::of);
  }

  @PostMapping("/providers/{provider}/enable")
  Mono<ProviderResponse> enableProvider(
      @AuthenticationPrincipal Viewer viewer, @PathVariable ProviderId provider) {
    return providers.enable(viewer, provider).map(ProviderResponse::of);
  }

  static @Nullable Secret secretOf(@Nullable String text) {
    return text == null || text.isEmpty() ? null : Secret.of(text);
  }
}
