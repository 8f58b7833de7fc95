package io.tollgate.portal.settings;

import io.swagger.v3.oas.annotations.tags.Tag;
import io.tollgate.domain.authorization.Viewer;
import io.tollgate.portal.adminapi.AdminApi;
import io.tollgate.portal.model.ModelPublishing;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import reactor.core.publisher.Mono;

/** The platform's settings, for scripts. */
@AdminApi
@Tag(name = "Settings")
class SettingsJsonController {

  /**
   * What is to hold.
   *
   * @param modelPublishing left out, it stays as it is
   */
  record SettingsRequest(@Nullable SignUp signUp, @Nullable ModelPublishing modelPublishing) {}

  record SettingsResponse(SignUp signUp, ModelPublishing modelPublishing) {

    static SettingsResponse of(PlatformSettings settings) {
      return new SettingsResponse(settings.signUp(), settings.modelPublishing());
    }
  }

  private final SettingsOperations settings;

  SettingsJsonController(SettingsOperations settings) {
    this.settings = settings;
  }

  @GetMapping("/settings")
  Mono<SettingsResponse> getSettings(@AuthenticationPrincipal Viewer viewer) {
    return settings.find(viewer).map(SettingsResponse::of);
  }

  @PutMapping("/settings")
  Mono<SettingsResponse> changeSettings(
      @AuthenticationPrincipal Viewer viewer, @RequestBody SettingsRequest request) {
    return settings
        .change(viewer, request.signUp(), request.modelPublishing())
        .map(SettingsResponse::of);
  }
}
