package io.tollgate.portal.provider;

import io.swagger.v3.oas.annotations.tags.Tag;
import io.tollgate.domain.authorization.Action;
import io.tollgate.domain.authorization.Authorization;
import io.tollgate.domain.authorization.Viewer;
import io.tollgate.domain.provider.Provider;
import io.tollgate.domain.provider.ProviderId;
import io.tollgate.portal.adminapi.AdminApi;
import io.tollgate.portal.operation.InvalidInput;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import reactor.core.publisher.Mono;

/** Trying providers before they are saved, for scripts. */
@AdminApi
@Tag(name = "Providers")
class TrialJsonController {

  /**
   * A provider to be tried before it is registered.
   *
   * @param testModel as the provider knows it
   */
  record NewTrialRequest(
      ProviderJsonController.@Nullable NewProviderRequest provider, @Nullable String testModel) {}

  /**
   * A provider to be tried before an edit.
   *
   * @param testModel as the provider knows it
   * @param provider what it would be; null for as it is
   * @param secret null for the stored one
   */
  record TrialRequest(
      @Nullable String testModel,
      ProviderJsonController.@Nullable ProviderRequest provider,
      @Nullable String secret) {

    @Override
    public String toString() {
      return "TrialRequest[" + testModel + "]";
    }
  }

  /** What the provider answered, or why it did not. */
  record TrialResponse(
      boolean passed, String address, @Nullable Integer status, String excerpt, long millis) {

    static TrialResponse of(Trial trial) {
      return new TrialResponse(
          trial.passed(), trial.address(), trial.status(), trial.excerpt(), trial.millis());
    }
  }

  private final ProviderOperations providers;
  private final ProviderTrials trials;

  TrialJsonController(ProviderOperations providers, ProviderTrials trials) {
    this.providers = providers;
    this.trials = trials;
  }

  @PostMapping("/providers/test")
  Mono<TrialResponse> testNewProvider(
      @AuthenticationPrincipal Viewer viewer, @RequestBody NewTrialRequest request) {
    return Mono.defer(() -> {
      Authorization.require(viewer, Action.MANAGE_PROVIDERS);
      var provider = request.provider();
      if (provider == null) {
        return Mono.error(InvalidInput.of("provider", "input.required"));
      }
      return trials.run(viewer, provider.made(), request.testModel()).map(TrialResponse::of);
    });
  }

  @PostMapping("/providers/{provider}/test")
  Mono<TrialResponse> testProvider(
      @AuthenticationPrincipal Viewer viewer,
      @PathVariable ProviderId provider,
      @RequestBody TrialRequest request) {
    var id = provider;
    return providers
        .find(viewer, id)
        .flatMap(stored ->
            trials.run(
                viewer,
                id,
                details(stored, request),
                ProviderJsonController.secretOf(request.secret()),
                request.testModel()))
        .map(TrialResponse::of);
  }

  private static ProviderDetails details(Provider stored, TrialRequest request) {
    var provider = request.provider();
    return provider == null ? detailsOf(stored) : provider.details();
  }

  private static ProviderDetails detailsOf(Provider stored) {
    return new ProviderDetails(
        stored.name(),
        stored.wireFormat(),
        stored.vendor(),
        stored.baseUrl().toString(),
        stored.authStyle(),
        stored.authHeader(),
        stored.region(),
        stored.settings(),
        stored.allowPrivateNetwork());
  }
}
