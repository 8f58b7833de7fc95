package io.tollgate.portal.route;

import io.tollgate.domain.catalogue.Route;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What somebody fills in about a route.
 *
 * @param requestHeaders a line {@code Name: value} for each; a stored one without a value keeps its
 *     own
 */
record RouteForm(
    @Nullable String path,
    @Nullable List<String> methods,
    @Nullable String upstream,
    @Nullable String rewritePattern,
    @Nullable String rewriteReplacement,
    @Nullable String requestHeaders,
    @Nullable Integer timeoutSeconds,
    @Nullable Boolean allowPrivateNetwork) {

  static RouteForm empty() {
    return new RouteForm("/**", List.of(), null, null, null, null, 30, false);
  }

  /** Values of headers are never shown. */
  static RouteForm of(Route route) {
    return new RouteForm(
        route.path(),
        route.methods().stream().sorted().toList(),
        route.upstream().toString(),
        route.rewritePattern(),
        route.rewriteReplacement(),
        route.requestHeaders().keySet().stream()
            .sorted()
            .map(name -> name + ":")
            .collect(Collectors.joining("\n")),
        Math.toIntExact(route.timeout().toSeconds()),
        route.allowPrivateNetwork());
  }

  RouteDetails details() {
    return new RouteDetails(
        path,
        methods == null ? Set.of() : Set.copyOf(methods),
        upstream,
        rewritePattern,
        rewriteReplacement,
        headers(),
        timeoutSeconds,
        Boolean.TRUE.equals(allowPrivateNetwork));
  }

  private Map<String, String> headers() {
    var named = new LinkedHashMap<String, String>();
    if (requestHeaders != null) {
      requestHeaders
          .lines()
          .filter(line -> !line.isBlank())
          .forEach(line -> {
            int colon = line.indexOf(':');
            named.put(
                colon < 0 ? line.strip() : line.substring(0, colon).strip(),
                colon < 0 ? "" : line.substring(colon + 1).strip());
          });
    }
    return named;
  }

  /** Without headers, which may be credentials. */
  @Override
  public String toString() {
    return "RouteForm[" + path + ", " + upstream + "]";
  }
}
