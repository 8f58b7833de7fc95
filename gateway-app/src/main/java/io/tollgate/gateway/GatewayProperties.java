package io.tollgate.gateway;

import io.tollgate.network.ForwardingHeaders;
import io.tollgate.network.TrustedProxies;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The settings of a gateway node. Beside them it takes {@code tollgate.master-key}, {@code
 * tollgate.database.*} and {@code tollgate.gateway.upstream.*}.
 *
 * @param port where clients call; 0 takes a free one
 * @param managementPort where health and Prometheus metrics are; 0 takes a free one, -1 is nowhere
 * @param dataDirectory where the journal and the last good configuration are kept; one node's own
 * @param node the node's name, unique among the nodes of a cluster
 * @param portalUrl where people ask for subscriptions
 * @param trustedProxies addresses and ranges of the proxies in front, which are believed when they
 *     say whom they speak for; nobody else is
 * @param forwardingHeaders in which they say it
 * @param allowedOrigins of pages that may call from a browser, such as {@code
 *     https://app.example.com}, or {@code *}
 * @param pollInterval how often the node looks for a new configuration of its own accord
 * @param maxBody the largest request body
 * @param maxUpload the largest form with files, which is kept on disk while it is passed on
 * @param sendTimeout how long a client may take to send a request, on top of a second for each
 *     {@code slowestSender} that came; who is slower is refused or cut off
 * @param slowestSender how much of a request comes in a second at the least, in the long run
 * @param leaveNotice how long a node that is told to stop says so at {@code /readyz} before it
 *     takes no more connections; give load balancers in front the time to see it
 * @param drainTimeout how long requests under way may take to finish then; what is left is cut
 * @param journal the disk that usage may take up until it is in the ledger
 */
@ConfigurationProperties("tollgate.gateway")
public record GatewayProperties(
    @DefaultValue("8080") int port,
    @DefaultValue("8082") int managementPort,
    @DefaultValue("data/gateway") Path dataDirectory,
    @DefaultValue("gateway") String node,
    @DefaultValue("http://localhost:8081") URI portalUrl,
    @DefaultValue List<String> trustedProxies,
    @DefaultValue("x-forwarded") ForwardingHeaders forwardingHeaders,
    @DefaultValue List<String> allowedOrigins,
    @DefaultValue("2s") Duration pollInterval,
    @DefaultValue("10MB") DataSize maxBody,
    @DefaultValue("64MB") DataSize maxUpload,
    @DefaultValue("10s") Duration sendTimeout,
    @DefaultValue("16KB") DataSize slowestSender,
    @DefaultValue("0s") Duration leaveNotice,
    @DefaultValue("30s") Duration drainTimeout,
    @DefaultValue Journal journal) {

  private static final Pattern ORIGIN = Pattern.compile("\\*|https?://[^/?#@*,]+");

  public GatewayProperties {
    if (maxBody.toBytes() < 1 || maxBody.toBytes() > Integer.MAX_VALUE / 2) {
      throw new IllegalArgumentException("tollgate.gateway.max-body is 1 byte to 1 GB");
    }
    if (!sendTimeout.isPositive() || slowestSender.toBytes() < 1) {
      throw new IllegalArgumentException(
          "tollgate.gateway.send-timeout and slowest-sender are above zero");
    }
    if (!allowedOrigins.stream().allMatch(origin -> ORIGIN.matcher(origin).matches())) {
      throw new IllegalArgumentException(
          "tollgate.gateway.allowed-origins are * or like https://app.example.com, without a path");
    }
  }

  /** Fails for what is no address and no range. */
  public TrustedProxies proxies() {
    return TrustedProxies.of(trustedProxies, forwardingHeaders);
  }

  /**
   * The journal's size.
   *
   * @param segment of one file
   * @param limit of all together; above it new requests are refused with 503
   */
  public record Journal(
      @DefaultValue("8MB") DataSize segment, @DefaultValue("1GB") DataSize limit) {

    public Journal {
      if (segment.toBytes() < 64 * 1024 || limit.toBytes() < 2 * segment.toBytes()) {
        throw new IllegalArgumentException(
            "tollgate.gateway.journal.segment is at least 64 KB, and limit two of them");
      }
    }

    public int segmentBytes() {
      return Math.toIntExact(segment.toBytes());
    }

    public int maxSegments() {
      return Math.toIntExact(limit.toBytes() / segment.toBytes());
    }
  }
}
