package io.tollgate.portal;

import io.tollgate.domain.secret.Secret;
import io.tollgate.network.ForwardingHeaders;
import io.tollgate.network.TrustedProxies;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of the portal.
 *
 * @param port where it listens
 * @param managementPort where metrics and health listen; -1 for nowhere
 * @param url where people reach it; cookies are for HTTPS only when this is
 * @param gatewayUrl where people's programs reach the gateway; snippets are made with it
 * @param gatewayUrlFromPortal where the portal itself reaches the gateway, when that is elsewhere
 * @param trustedProxies addresses and ranges of the proxies in front, which are believed when they
 *     say whom they speak for; nobody else is
 * @param forwardingHeaders in which they say it
 */
@ConfigurationProperties("tollgate.portal")
public record PortalProperties(
    @DefaultValue("8081") int port,
    @DefaultValue("8083") int managementPort,
    @Nullable URI url,
    @DefaultValue("http://localhost:8080") URI gatewayUrl,
    @Nullable URI gatewayUrlFromPortal,
    @DefaultValue List<String> trustedProxies,
    @DefaultValue("x-forwarded") ForwardingHeaders forwardingHeaders,
    @DefaultValue Session session,
    @Nullable Oidc oidc) {

  public PortalProperties {
    if (port != 0 && port == managementPort) {
      throw new IllegalArgumentException(
          "tollgate.portal.management-port must differ from tollgate.portal.port: metrics are not"
              + " for the public");
    }
  }

  /** Where people reach the portal: no slash at the end. */
  public URI publicUrl() {
    return url != null ? url : URI.create("http://localhost:" + port);
  }

  /** Where the portal itself calls the gateway. */
  public URI gatewayFromHere() {
    return gatewayUrlFromPortal != null ? gatewayUrlFromPortal : gatewayUrl;
  }

  /** Fails for what is no address and no range. */
  public TrustedProxies proxies() {
    return TrustedProxies.of(trustedProxies, forwardingHeaders);
  }

  public boolean https() {
    return "https".equals(publicUrl().getScheme());
  }

  /**
   * How long a session lasts.
   *
   * @param idle after which an unused session ends
   * @param absolute after which every session ends
   */
  public record Session(
      @DefaultValue("2h") Duration idle, @DefaultValue("12h") Duration absolute) {}

  /**
   * An OpenID Connect issuer that people may sign in through.
   *
   * @param name what the button says
   */
  public record Oidc(
      URI issuer,
      String clientId,
      Secret clientSecret,
      @DefaultValue("single sign-on") String name) {}
}
