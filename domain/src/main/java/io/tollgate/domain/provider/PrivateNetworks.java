package io.tollgate.domain.provider;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Tells addresses of the public internet from all others: loopback, private, link-local, shared,
 * reserved and multicast ones, also when an IPv6 address embeds them.
 */
public final class PrivateNetworks {

  private PrivateNetworks() {}

  /** Whether an upstream at this address needs the explicit permission of an admin. */
  public static boolean contains(InetAddress address) {
    if (address.isLoopbackAddress()
        || address.isAnyLocalAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return true;
    }
    return switch (address) {
      case Inet4Address v4 -> containsV4(v4.getAddress());
      case Inet6Address v6 -> containsV6(v6.getAddress());
      default -> true;
    };
  }

  private static boolean containsV4(byte[] bytes) {
    int first = bytes[0] & 0xFF;
    int second = bytes[1] & 0xFF;
    return first == 0
        || first >= 240
        || (first == 100 && second >= 64 && second < 128)
        || (first == 192 && second == 0)
        || (first == 198 && (second == 18 || second == 19));
  }

  private static boolean containsV6(byte[] bytes) {
    int first = bytes[0] & 0xFF;
    if ((first & 0xFE) == 0xFC) {
      return true;
    }
    int prefix = (first << 8) | (bytes[1] & 0xFF);
    if (prefix == 0x2002) {
      return embeds(bytes, 2);
    }
    boolean translated = prefix == 0x0064 && (bytes[2] & 0xFF) == 0xFF && (bytes[3] & 0xFF) == 0x9B;
    // ::a.b.c.d, ::ffff:a.b.c.d and 64:ff9b::a.b.c.d end in an IPv4 address.
    if (prefix == 0 || translated) {
      return embeds(bytes, 12);
    }
    return (first & 0xE0) != 0x20;
  }

  private static boolean embeds(byte[] bytes, int from) {
    try {
      return contains(InetAddress.getByAddress(Arrays.copyOfRange(bytes, from, from + 4)));
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException("four bytes are an address", impossible);
    }
  }
}
