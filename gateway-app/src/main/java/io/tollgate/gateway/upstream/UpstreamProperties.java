package io.tollgate.gateway.upstream;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How providers are called.
 *
 * @param maxConnections per provider
 * @param acquireTimeout how long a call waits for a connection before it is refused
 * @param maxIdle after which an unused connection is closed; keep it below what upstreams keep, or
 *     a request meets a connection that is being closed
 * @param connectTimeout until a connection stands
 * @param firstToken from the request until a stream's first content
 * @param idle between two pieces of a stream
 * @param total for the whole of an answer
 * @param drainAfterDisconnect how long an answer whose client has left is still received, to meter
 *     it exactly; zero aborts it at once and meters what had come
 * @param heartbeat after which a silent stream gets a comment, so that proxies keep it open
 * @param maxAnswer the largest answer that is taken from a provider in one piece
 */
@ConfigurationProperties("tollgate.gateway.upstream")
public record UpstreamProperties(
    @DefaultValue("500") int maxConnections,
    @DefaultValue("2s") Duration acquireTimeout,
    @DefaultValue("4s") Duration maxIdle,
    @DefaultValue("5s") Duration connectTimeout,
    @DefaultValue("2m") Duration firstToken,
    @DefaultValue("1m") Duration idle,
    @DefaultValue("10m") Duration total,
    @DefaultValue("0s") Duration drainAfterDisconnect,
    @DefaultValue("15s") Duration heartbeat,
    @DefaultValue("64MB") DataSize maxAnswer) {

  public UpstreamProperties {
    if (maxConnections < 1) {
      throw new IllegalArgumentException("tollgate.gateway.upstream.max-connections is at least 1");
    }
  }
}
