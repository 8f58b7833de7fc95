package io.tollgate.portal.settings;

import io.swagger.v3.oas.annotations.tags.Tag;
import io.tollgate.domain.authorization.Viewer;
import io.tollgate.portal.adminapi.AdminApi;
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

  record SettingsRequest(@Nullable SignUp signUp) {}

  record SettingsResponse(SignUp signUp) {}

  private final SettingsOperations settings;

  SettingsJsonController(SettingsOperations settings) {
    this.settings = settings;
  }

  @GetMapping("/settings")
  Mono<SettingsResponse> getSettings(@AuthenticationPrincipal Viewer viewer) {
    return settings.signUp(viewer).map(SettingsResponse::new);
  }

  @PutMapping("/settings")
  Mono<SettingsResponse> changeSettings(
      @AuthenticationPrincipal Viewer viewer, @RequestBody SettingsRequest request) {
    return settings.setSignUp(viewer, request.signUp()).map(SettingsResponse::new);
  }
}
