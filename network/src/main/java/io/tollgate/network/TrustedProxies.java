package io.tollgate.network;

import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.List;
import java.util.function.BiFunction;
import reactor.netty.http.server.ConnectionInfo;

/**
 * The proxies in front of us. Where a request comes from, and whether it came by HTTPS, is what
 * they say; of anybody else such words are not read.
 */
public final class TrustedProxies
    implements BiFunction<ConnectionInfo, HttpRequest, ConnectionInfo> {

  private final List<IpSubnetFilterRule> ranges;
  private final ForwardingHeaders headers;

  private TrustedProxies(List<IpSubnetFilterRule> ranges, ForwardingHeaders headers) {
    this.ranges = ranges;
    this.headers = headers;
  }

  /**
   * Proxies by their addresses, such as {@code 192.0.2.7}, or ranges of them, such as {@code
   * 10.0.0.0/8} and {@code fd00::/8}. Throws {@link IllegalArgumentException} for anything else.
   */
  public static TrustedProxies of(Collection<String> ranges, ForwardingHeaders headers) {
    return new TrustedProxies(ranges.stream().map(TrustedProxies::range).toList(), headers);
  }

  private static IpSubnetFilterRule range(String text) {
    var parts = text.strip().split("/", 2);
    var address = NetUtil.createInetAddressFromIpAddressString(parts[0]);
    if (address == null) {
      throw new IllegalArgumentException("no address and no range of addresses: " + text);
    }
    int longest = address instanceof Inet4Address ? 32 : 128;
    try {
      int length = parts.length == 1 ? longest : Integer.parseInt(parts[1]);
      return new IpSubnetFilterRule(address, length, IpFilterRuleType.ACCEPT);
    } catch (IllegalArgumentException noLength) {
      throw new IllegalArgumentException("a range ends in /0 to /" + longest + ": " + text);
    }
  }

  /** Walks back from our end: the first address that is no proxy of ours is the client's. */
  @Override
  public ConnectionInfo apply(ConnectionInfo connection, HttpRequest request) {
    var peer = ranges.isEmpty() ? null : connection.getRemoteAddress();
    if (peer == null || !trusts(peer.getAddress())) {
      return connection;
    }
    var client = peer;
    var scheme = connection.getScheme();
    for (var hop : headers.hops(request.headers()).reversed()) {
      if (hop.address() == null || !trusts(client.getAddress())) {
        break;
      }
      client = new InetSocketAddress(hop.address(), client.getPort());
      scheme = hop.scheme() == null ? scheme : hop.scheme();
    }
    return over(scheme, connection.withRemoteAddress(client));
  }

  private boolean trusts(InetAddress address) {
    var socket = new InetSocketAddress(address, 0);
    return ranges.stream().anyMatch(range -> range.matches(socket));
  }

  /** The port that nobody wrote is the scheme's own. */
  private static ConnectionInfo over(String scheme, ConnectionInfo connection) {
    var host = connection.getHostAddress();
    int usual = ConnectionInfo.getDefaultHostPort(connection.getScheme());
    if (host == null || connection.getHostPort() != usual) {
      return connection.withScheme(scheme);
    }
    int port = ConnectionInfo.getDefaultHostPort(scheme);
    return connection.withHostAddress(host, connection.getHostName(), port).withScheme(scheme);
  }
}
