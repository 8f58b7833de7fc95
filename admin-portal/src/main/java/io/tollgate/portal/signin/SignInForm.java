package io.tollgate.portal.signin;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** What somebody enters to sign in. */
record SignInForm(
    @NotBlank(message = "{signIn.email.missing}")
        @Size(max = 254, message = "{signIn.email.missing}")
        @Nullable String email,
    @NotBlank(message = "{signIn.password.missing}")
        @Size(max = 200, message = "{signIn.password.missing}")
        @Nullable String password,
    @Nullable String next) {

  static SignInForm empty(@Nullable String next) {
    return new SignInForm(null, null, next);
  }

  @Override
  public String toString() {
    return "SignInForm[" + email + "]";
  }
}
