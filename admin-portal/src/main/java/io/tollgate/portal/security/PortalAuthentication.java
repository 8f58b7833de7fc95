package io.tollgate.portal.security;

import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

/** Spring Security's view of a person who is signed in. Who may do what is decided elsewhere. */
final class PortalAuthentication extends AbstractAuthenticationToken {

  private static final long serialVersionUID = 1L;

  private final transient SignedIn person;

  PortalAuthentication(SignedIn person) {
    super(AuthorityUtils.NO_AUTHORITIES);
    this.person = person;
    setAuthenticated(true);
  }

  @Override
  public SignedIn getPrincipal() {
    return person;
  }

  @Override
  public Object getCredentials() {
    return "";
  }

  @Override
  public String getName() {
    return person.user().id().toString();
  }
}
