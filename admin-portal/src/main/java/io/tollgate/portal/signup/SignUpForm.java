package io.tollgate.portal.signup;

import io.tollgate.portal.security.Passwords;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What somebody enters to sign up.
 *
 * @param timeZone filled in by the page's script, where there is one
 * @param invitation the token of an invitation, for those who follow one
 */
record SignUpForm(
    @NotBlank(message = "{profile.name.missing}") @Size(max = 120, message = "{profile.name.long}")
        @Nullable String name,
    @NotBlank(message = "{signIn.email.missing}") @Size(max = 254, message = "{input.email}")
        @Nullable String email,
    @NotBlank(message = "{password.chosen.length}")
        @Size(
            min = Passwords.MIN_LENGTH,
            max = Passwords.MAX_LENGTH,
            message = "{password.chosen.length}")
        @Nullable String password,
    @Nullable String timeZone,
    @Nullable String invitation) {

  static SignUpForm empty(@Nullable String email, @Nullable String invitation) {
    return new SignUpForm(null, email, null, null, invitation);
  }

  @Override
  public String toString() {
    return "SignUpForm[" + email + "]";
  }
}
