package io.tollgate.portal.token;

import io.tollgate.domain.authorization.Scope;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What somebody fills in to create an access token.
 *
 * @param days for how many days it is valid
 */
record TokenForm(@Nullable String name, @Nullable List<String> scopes, @Nullable Integer days) {

  static TokenForm empty() {
    return new TokenForm(null, List.of(Scope.READ.name()), 90);
  }

  TokenDetails details() {
    var known = Set.of(Scope.values());
    var chosen = scopes == null ? List.<String>of() : scopes;
    return new TokenDetails(
        name,
        known.stream().filter(scope -> chosen.contains(scope.name())).collect(Collectors.toSet()),
        days);
  }
}
