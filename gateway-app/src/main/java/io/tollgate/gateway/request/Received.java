package io.tollgate.gateway.request;

import io.tollgate.gateway.metering.Timings;
import io.tollgate.gateway.snapshot.ServingConfiguration;
import io.tollgate.providers.call.Endpoint;
import io.tollgate.providers.call.Headers;
import io.tollgate.providers.call.Protocol;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * A request as it arrived, before anything about it is known to be right.
 *
 * @param startNanos of {@link System#nanoTime}, for durations
 * @param address what its path names
 * @param query the raw query string; it may hold a key and is never logged
 * @param client where it comes from, as far as trusted proxies tell
 * @param serving what it is served from, to its end
 */
record Received(
    UUID id,
    Instant startedAt,
    long startNanos,
    Address address,
    Endpoint.Match match,
    @Nullable String query,
    HttpHeaders headers,
    @Nullable InetSocketAddress client,
    ServingConfiguration serving) {

  Endpoint endpoint() {
    return match.endpoint();
  }

  Protocol protocol() {
    return match.endpoint().protocol();
  }

  @Nullable String clientRequestId() {
    var id = headers.getFirst("x-client-request-id");
    return id == null ? headers.getFirst("x-request-id") : id;
  }

  Headers view() {
    return headers::getFirst;
  }

  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - startNanos);
  }

  /** The timings of a request that no upstream was called for. */
  Timings ownTimings() {
    var elapsed = elapsed();
    return new Timings(elapsed, null, elapsed);
  }

  @Override
  public String toString() {
    return "Received[" + id + ", " + match.endpoint() + "]";
  }
}
