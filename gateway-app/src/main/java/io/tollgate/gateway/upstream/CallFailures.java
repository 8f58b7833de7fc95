package io.tollgate.gateway.upstream;

import static io.tollgate.providers.call.UpstreamFailure.Kind.AUTHENTICATION;
import static io.tollgate.providers.call.UpstreamFailure.Kind.OVERLOADED;
import static io.tollgate.providers.call.UpstreamFailure.Kind.SERVER;
import static io.tollgate.providers.call.UpstreamFailure.Kind.TIMEOUT;
import static io.tollgate.providers.call.UpstreamFailure.Kind.UNREACHABLE;

import io.netty.channel.ConnectTimeoutException;
import io.tollgate.network.token.NoAccessTokenException;
import io.tollgate.providers.call.UpstreamFailure;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquirePendingLimitException;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquireTimeoutException;

/** What an exception on the way to or from a provider means. */
final class CallFailures {

  private static final Logger log = LoggerFactory.getLogger(CallFailures.class);

  private CallFailures() {}

  static UpstreamFailure of(Throwable cause, String host) {
    return switch (cause) {
      case ConnectTimeoutException _ ->
          UpstreamFailure.of(TIMEOUT, 0, "No connection was made in time");
      case PoolAcquireTimeoutException _, PoolAcquirePendingLimitException _ ->
          UpstreamFailure.of(OVERLOADED, 0, "Too many calls to this provider are under way");
      case ConnectException _, UnknownHostException _ -> {
        log.warn("{} cannot be reached: {}", host, cause.toString());
        yield UpstreamFailure.of(UNREACHABLE, 0, "The provider cannot be reached");
      }
      case NoAccessTokenException refused ->
          UpstreamFailure.of(AUTHENTICATION, 0, String.valueOf(refused.getMessage()));
      case IOException _ -> UpstreamFailure.of(SERVER, 0, "The connection broke");
      default -> {
        log.error("A call to {} failed", host, cause);
        yield UpstreamFailure.of(SERVER, 0, "The call failed");
      }
    };
  }
}
