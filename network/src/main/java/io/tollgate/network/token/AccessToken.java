package io.tollgate.network.token;

import io.tollgate.domain.secret.Secret;
import java.time.Duration;
import java.time.Instant;

/** What a provider takes for a while in place of a key. */
record AccessToken(Secret value, Instant expiresAt) {

  /** The header that shows it. */
  String authorization() {
    return "Bearer " + value.reveal();
  }

  boolean lasts(Duration time, Instant now) {
    return now.plus(time).isBefore(expiresAt);
  }
}
