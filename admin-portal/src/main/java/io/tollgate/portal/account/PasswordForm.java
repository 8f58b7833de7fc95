package io.tollgate.portal.account;

import io.tollgate.portal.security.Passwords;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** A change of password. */
record PasswordForm(
    @NotBlank(message = "{password.current.missing}")
        @Size(max = Passwords.MAX_LENGTH, message = "{password.current.wrong}")
        @Nullable String current,
    @NotBlank(message = "{password.chosen.length}")
        @Size(
            min = Passwords.MIN_LENGTH,
            max = Passwords.MAX_LENGTH,
            message = "{password.chosen.length}")
        @Nullable String chosen) {

  static PasswordForm empty() {
    return new PasswordForm(null, null);
  }

  @Override
  public String toString() {
    return "PasswordForm[]";
  }
}
