package io.tollgate.portal.signin;

import io.tollgate.portal.PortalProperties;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whether people may sign in through an issuer, and what the button says. */
@Component
class SingleSignOn {

  private final @Nullable String name;

  SingleSignOn(PortalProperties properties) {
    var oidc = properties.oidc();
    this.name = oidc == null ? null : oidc.name();
  }

  @Nullable String name() {
    return name;
  }
}
