package io.tollgate.portal.workspace;

import io.tollgate.portal.credential.CredentialDetails;
import io.tollgate.portal.operation.InvalidInput;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody fills in to create a key.
 *
 * @param days for how long it is valid; null or 0 for no end
 */
record KeyForm(@Nullable String name, @Nullable Integer days) {

  private static final int MOST_DAYS = 3660;

  CredentialDetails details(Instant now) {
    if (days == null || days == 0) {
      return new CredentialDetails(name, null);
    }
    if (days < 0 || days > MOST_DAYS) {
      throw InvalidInput.of("days", "input.range");
    }
    return new CredentialDetails(name, now.plus(Duration.ofDays(days)));
  }
}
