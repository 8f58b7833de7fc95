package io.tollgate.portal.security;

import org.springframework.http.server.reactive.ServerHttpRequest;

/** Where a request comes from, as the server has it from the proxies that it trusts. */
public final class ClientAddress {

  private ClientAddress() {}

  public static String of(ServerHttpRequest request) {
    var remote = request.getRemoteAddress();
    return remote == null || remote.getAddress() == null
        ? "unknown"
        : remote.getAddress().getHostAddress();
  }
}
