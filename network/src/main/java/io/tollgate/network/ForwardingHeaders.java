package io.tollgate.network;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The headers in which proxies say whom they speak for. A proxy passes on headers that it does not
 * know, so only the kind that the proxies in front of us write can be believed.
 */
public enum ForwardingHeaders {

  /** {@code X-Forwarded-For} and {@code X-Forwarded-Proto}. */
  X_FORWARDED {
    @Override
    List<Hop> hops(HttpHeaders headers) {
      var addresses = listed(headers, "X-Forwarded-For");
      var schemes = listed(headers, "X-Forwarded-Proto");
      return IntStream.range(0, addresses.size())
          .mapToObj(i -> {
            // Most proxies write one scheme; where each hop has its own they stand side by side.
            var one = schemes.size() == addresses.size() ? schemes.get(i) : last(schemes);
            return new Hop(address(addresses.get(i)), scheme(one));
          })
          .toList();
    }
  },

  /** {@code Forwarded} of RFC 7239. */
  FORWARDED {
    @Override
    List<Hop> hops(HttpHeaders headers) {
      return listed(headers, "Forwarded").stream()
          .map(element ->
              new Hop(address(parameter(element, "for")), scheme(parameter(element, "proto"))))
          .toList();
    }
  };

  /**
   * One connection on the way to us.
   *
   * @param address of who opened it, or null when the proxy does not say
   * @param scheme of the connection, or null when the proxy does not say
   */
  record Hop(@Nullable InetAddress address, @Nullable String scheme) {}

  /** From the client to the nearest proxy. */
  abstract List<Hop> hops(HttpHeaders headers);

  private static List<String> listed(HttpHeaders headers, String name) {
    return headers.getAll(name).stream()
        .flatMap(line -> Arrays.stream(line.split(",", -1)))
        .map(String::strip)
        .toList();
  }

  private static @Nullable String last(List<String> values) {
    return values.isEmpty() ? null : values.getLast();
  }

  private static @Nullable String parameter(String element, String name) {
    return Arrays.stream(element.split(";", -1))
        .map(pair -> pair.split("=", 2))
        .filter(pair -> pair.length == 2 && pair[0].strip().equalsIgnoreCase(name))
        .map(pair -> pair[1].strip().replace("\"", ""))
        .findFirst()
        .orElse(null);
  }

  /** An address as it is, with a port, or in brackets; names are never looked up. */
  private static @Nullable InetAddress address(@Nullable String text) {
    if (text == null) {
      return null;
    }
    var bracket = text.indexOf(']');
    if (text.startsWith("[") && bracket > 0) {
      return NetUtil.createInetAddressFromIpAddressString(text.substring(1, bracket));
    }
    var colon = text.indexOf(':');
    boolean port = colon >= 0 && colon == text.lastIndexOf(':');
    return NetUtil.createInetAddressFromIpAddressString(port ? text.substring(0, colon) : text);
  }

  private static @Nullable String scheme(@Nullable String text) {
    var lower = text == null ? "" : text.toLowerCase(Locale.ROOT);
    return lower.equals("http") || lower.equals("https") ? lower : null;
  }
}
