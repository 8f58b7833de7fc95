package io.tollgate.gateway.authentication;

import io.tollgate.domain.application.ApiKeys;
import io.tollgate.domain.snapshot.Caller;
import io.tollgate.domain.snapshot.Snapshot;
import io.tollgate.gateway.errors.GatewayFailure;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** Recognises the caller by an API key, wherever the client's SDK puts it. */
public final class ApiKeyAuthentication {

  private final ApiKeys keys;

  public ApiKeyAuthentication(ApiKeys keys) {
    this.keys = keys;
  }

  /**
   * Who calls, as the snapshot knows it. Revoked keys are not in it; expiry is a matter of this
   * very moment.
   *
   * @param query the raw query string, or null
   */
  public Caller authenticate(
      HttpHeaders headers, @Nullable String query, Snapshot snapshot, Instant now) {
    var key = PresentedKey.find(headers, query);
    if (key == null) {
      throw new GatewayFailure.InvalidKey(false).toException();
    }
    var caller = ApiKeys.looksLikeKey(key) ? snapshot.caller(keys.hash(key)) : null;
    if (caller == null || !caller.credential().isValid(now)) {
      throw new GatewayFailure.InvalidKey(true).toException();
    }
    return caller;
  }
}
