package io.tollgate.domain.application;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which credentials are meant: those that match all that is not null.
 *
 * @param text a part of the name in any case, or how the key begins
 * @param at the moment at which they are in that state
 */
public record CredentialFilter(@Nullable String text, @Nullable State state, Instant at) {

  public enum State {
    /** The gateway takes it, if the application may call. */
    VALID,
    /** Revoked, or over. */
    ENDED
  }
}
