package io.tollgate.gateway.authentication;

import io.tollgate.domain.catalogue.Api;
import io.tollgate.domain.snapshot.Access;
import io.tollgate.domain.snapshot.AccessRules;
import io.tollgate.domain.snapshot.PublishedApi;
import io.tollgate.domain.snapshot.Snapshot;
import io.tollgate.gateway.errors.GatewayException;
import java.time.InstantSource;
import java.util.function.Predicate;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * Who may know that an API is there. One that its caller may not know of is passed over before
 * anything is done for it: what is answered then cannot be told from the answer where there is
 * none.
 */
public final class ApiVisibility {

  private final ApiKeyAuthentication authentication;
  private final InstantSource clock;

  public ApiVisibility(ApiKeyAuthentication authentication, InstantSource clock) {
    this.authentication = authentication;
    this.clock = clock;
  }

  /** Whether the sender of a request may know of an API of this snapshot. */
  public Predicate<PublishedApi> to(ServerHttpRequest request, Snapshot snapshot) {
    return api ->
        api.api().visibility() == Api.Visibility.PUBLIC || isKnownTo(request, snapshot, api);
  }

  private boolean isKnownTo(ServerHttpRequest request, Snapshot snapshot, PublishedApi api) {
    try {
      var caller =
          authentication.authenticate(
              request.getHeaders(), request.getURI().getRawQuery(), snapshot, clock.instant());
      return !(AccessRules.toApi(caller, api, null) instanceof Access.Unknown);
    } catch (GatewayException stranger) {
      return false;
    }
  }
}
