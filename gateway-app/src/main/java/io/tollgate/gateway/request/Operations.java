package io.tollgate.gateway.request;

import io.tollgate.providers.call.Endpoint;
import java.util.EnumMap;
import java.util.Map;

/** What the ledger calls an endpoint: {@code /v1/chat/completions} is {@code chat.completions}. */
final class Operations {

  private static final Map<Endpoint, String> NAMES = new EnumMap<>(Endpoint.class);

  static {
    for (Endpoint endpoint : Endpoint.values()) {
      var path = endpoint.path();
      var withoutVersion = path.substring(path.startsWith("/v") ? path.indexOf('/', 1) + 1 : 1);
      NAMES.put(endpoint, withoutVersion.replace('/', '.'));
    }
  }

  private Operations() {}

  static String name(Endpoint endpoint) {
    return NAMES.getOrDefault(endpoint, endpoint.path());
  }
}
