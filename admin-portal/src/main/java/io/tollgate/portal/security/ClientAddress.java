package io.tollgate.portal.security;

import io.tollgate.portal.PortalProperties;
import java.util.List;
import java.util.Set;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/** Where a request comes from: forwarding headers are believed of listed proxies only. */
@Component
public class ClientAddress {

  private final Set<String> trustedProxies;

  ClientAddress(PortalProperties properties) {
    this.trustedProxies = properties.trustedProxies();
  }

  public String of(ServerHttpRequest request) {
    var remote = request.getRemoteAddress();
    var address =
        remote == null || remote.getAddress() == null
            ? "unknown"
            : remote.getAddress().getHostAddress();
    var forwarded = request.getHeaders().getValuesAsList("X-Forwarded-For");
    return nearestUntrusted(address, forwarded);
  }

  /** Walks back from our end: the first address that is no proxy of ours is the client. */
  private String nearestUntrusted(String address, List<String> forwarded) {
    var nearest = address;
    for (var hop : forwarded.reversed()) {
      if (!trustedProxies.contains(nearest)) {
        break;
      }
      nearest = hop.strip();
    }
    return nearest;
  }
}
