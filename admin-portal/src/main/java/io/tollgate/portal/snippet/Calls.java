package io.tollgate.portal.snippet;

import io.tollgate.domain.catalogue.Api;
import io.tollgate.portal.PortalProperties;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How an API is called through the gateway. */
@Component
public class Calls {

  private final String gateway;

  Calls(PortalProperties properties) {
    var url = properties.gatewayUrl().toString();
    this.gateway = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }

  /** The base URL that programs are given: with the version, as the AI SDKs take it. */
  public URI baseUrl(Api api) {
    return switch (api.kind()) {
      case AI -> URI.create(gateway + api.basePath() + "/v1");
      case REST -> URI.create(gateway + api.basePath());
    };
  }

  /**
   * The simplest call of an API, or null when there is no model to call.
   *
   * @param models the names of those on offer
   */
  public @Nullable Call first(Api api, List<String> models, @Nullable String key) {
    return switch (api.kind()) {
      case AI -> models.isEmpty() ? null : new Call.Chat(baseUrl(api), models.getFirst(), key);
      case REST -> new Call.Get(URI.create(baseUrl(api) + "/"), key);
    };
  }
}
