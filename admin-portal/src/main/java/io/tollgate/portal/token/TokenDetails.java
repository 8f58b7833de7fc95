package io.tollgate.portal.token;

import io.tollgate.domain.authorization.Scope;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What people say about a new access token.
 *
 * @param days for how many days it is valid; null for 90
 */
public record TokenDetails(@Nullable String name, Set<Scope> scopes, @Nullable Integer days) {

  public TokenDetails {
    scopes = Set.copyOf(scopes);
  }
}
