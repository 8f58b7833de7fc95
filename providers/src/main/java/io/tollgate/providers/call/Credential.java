package io.tollgate.providers.call;

import io.tollgate.domain.provider.AuthStyle;
import io.tollgate.domain.secret.Secret;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway shows a provider.
 *
 * @param header the header's name, where the style leaves it open
 * @param secret absent only for servers that ask for none
 */
public record Credential(AuthStyle style, @Nullable String header, @Nullable Secret secret) {
  public static final Credential NONE = new Credential(AuthStyle.NONE, null, null);

  public static Credential bearer(Secret secret) {
    return new Credential(AuthStyle.BEARER, null, secret);
  }
}
