package io.tollgate.portal.account;

import io.tollgate.domain.identity.User;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** What a person says of themselves. */
record ProfileForm(
    @NotBlank(message = "{profile.name.missing}") @Size(max = 120, message = "{profile.name.long}")
        @Nullable String name,
    @NotBlank(message = "{profile.timeZone.unknown}") @Nullable String timeZone) {

  static ProfileForm of(User user) {
    return new ProfileForm(user.displayName(), user.timeZone().getId());
  }
}
