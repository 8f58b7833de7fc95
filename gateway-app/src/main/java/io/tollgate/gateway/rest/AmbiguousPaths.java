package io.tollgate.gateway.rest;

import java.util.List;
import java.util.Locale;

/** Paths that a proxy and what is behind it may understand differently: such are not passed on. */
final class AmbiguousPaths {

  private static final List<String> PARTS =
      List.of("//", "/../", "/./", "\\", "%2f", "%5c", "%2e", "%00", ";");

  private AmbiguousPaths() {}

  static boolean isAmbiguous(String rawPath) {
    var path = rawPath.toLowerCase(Locale.ROOT);
    return PARTS.stream().anyMatch(path::contains) || path.endsWith("/..") || path.endsWith("/.");
  }
}
