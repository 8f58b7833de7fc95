package io.tollgate.portal.provider;

import io.tollgate.domain.provider.AuthStyle;
import io.tollgate.domain.provider.WireFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What people say about a provider and may change later; its secret is apart.
 *
 * @param vendor as listed by the platform, or {@code custom}
 * @param authHeader the header that carries the secret, for that style only
 * @param settings what the vendor needs beyond, such as an API version
 * @param allowPrivateNetwork whether loopback and private addresses may be called
 */
record ProviderDetails(
    @Nullable String name,
    @Nullable WireFormat wireFormat,
    @Nullable String vendor,
    @Nullable String baseUrl,
    @Nullable AuthStyle authStyle,
    @Nullable String authHeader,
    @Nullable String region,
    Map<String, String> settings,
    boolean allowPrivateNetwork) {

  public ProviderDetails {
    settings = Map.copyOf(settings);
  }
}
