package io.tollgate.portal.token;

import io.tollgate.domain.authorization.Viewer;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

/**
 * Spring Security's view of who an access token stands for. Who may do what is decided elsewhere.
 */
final class TokenAuthentication extends AbstractAuthenticationToken {

  private static final long serialVersionUID = 1L;

  private final transient Viewer viewer;

  TokenAuthentication(Viewer viewer) {
    super(AuthorityUtils.NO_AUTHORITIES);
    this.viewer = viewer;
    setAuthenticated(true);
  }

  @Override
  public Viewer getPrincipal() {
    return viewer;
  }

  @Override
  public Object getCredentials() {
    return "";
  }

  @Override
  public String getName() {
    return viewer.user().toString();
  }
}
