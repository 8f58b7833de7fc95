package io.tollgate.portal.credential;

import io.tollgate.domain.application.CredentialFilter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which keys people ask for.
 *
 * @param text a part of the name, or how the key begins; null or blank for any
 * @param state null for any
 */
public record CredentialQuery(@Nullable String text, CredentialFilter.@Nullable State state) {

  public static final CredentialQuery ALL = new CredentialQuery(null, null);

  CredentialFilter filter(Instant now) {
    return new CredentialFilter(text == null || text.isBlank() ? null : text.strip(), state, now);
  }
}
