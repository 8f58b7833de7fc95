package io.tollgate.portal.route;

import io.tollgate.domain.catalogue.Rewrite;
import io.tollgate.domain.catalogue.Route;
import io.tollgate.portal.operation.Checks;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.pattern.PathPatternParser;
import org.springframework.web.util.pattern.PatternParseException;

/** Makes a route of clean details. */
final class RouteChecks {

  private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");

  /** What belongs to the connection or to the gateway itself. */
  private static final Set<String> RESERVED_HEADERS =
      Set.of(
          "connection",
          "content-length",
          "expect",
          "host",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  private static final int MOST_HEADERS = 30;
  private static final int LONGEST_TIMEOUT_SECONDS = 600;
  private static final int USUAL_TIMEOUT_SECONDS = 30;

  private RouteChecks() {}

  /** The route with these details in place of its own. */
  static Route apply(Checks checks, RouteDetails details, Route route) {
    var pattern = rewritePattern(checks, details.rewritePattern());
    var replacement = checks.line("rewriteReplacement", details.rewriteReplacement(), 200);
    checks.require(
        pattern != null || replacement.isEmpty(), "rewritePattern", "input.rewriteAlone");
    rewrite(checks, pattern, replacement);
    var timeout =
        checks.within("timeoutSeconds", details.timeoutSeconds(), 1, LONGEST_TIMEOUT_SECONDS);
    var upstream = checks.url("upstream", details.upstream());
    return new Route(
        route.id(),
        route.api(),
        path(checks, details.path()),
        methods(checks, details.methods()),
        upstream,
        pattern,
        pattern == null ? null : noExpression(checks, "rewriteReplacement", replacement),
        headers(checks, details.requestHeaders(), upstream, route),
        Duration.ofSeconds(timeout == null ? USUAL_TIMEOUT_SECONDS : timeout),
        details.allowPrivateNetwork(),
        route.createdAt());
  }

  private static String path(Checks checks, @Nullable String value) {
    var path = noExpression(checks, "path", checks.required("path", value, 200));
    checks.require(path.startsWith("/"), "path", "input.path");
    try {
      PathPatternParser.defaultInstance.parse(path);
    } catch (PatternParseException malformed) {
      checks.reject("path", "input.path");
    }
    return path;
  }

  private static Set<String> methods(Checks checks, Set<String> values) {
    var methods =
        values.stream()
            .map(method -> method.strip().toUpperCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
    checks.require(Route.METHODS.containsAll(methods), "methods", "input.methods");
    return methods;
  }

  private static @Nullable String rewritePattern(Checks checks, @Nullable String value) {
    var text = noExpression(checks, "rewritePattern", checks.line("rewritePattern", value, 200));
    if (text.isEmpty()) {
      return null;
    }
    return text;
  }

  private static void rewrite(Checks checks, @Nullable String pattern, String replacement) {
    if (pattern == null) {
      return;
    }
    try {
      Rewrite.of(pattern, replacement);
    } catch (Rewrite.PatternRefusedException refused) {
      checks.reject(
          "rewritePattern",
          switch (refused.why()) {
            case MALFORMED -> "input.pattern";
            case NOT_KNOWN -> "input.patternNotKnown";
            case TOO_LARGE -> "input.patternTooLarge";
          });
    } catch (Rewrite.NoSuchGroupException missing) {
      checks.reject("rewriteReplacement", "input.rewriteGroup");
    }
  }

  /** A blank value keeps what is stored, unless it would then be sent to another place. */
  private static Map<String, String> headers(
      Checks checks, Map<String, String> values, URI upstream, Route route) {
    var headers = new HashMap<String, String>();
    checks.require(values.size() <= MOST_HEADERS, "requestHeaders", "input.tooMany");
    values.forEach((name, value) -> {
      var lower = name.strip().toLowerCase(Locale.ROOT);
      checks.require(HEADER_NAME.matcher(lower).matches(), "requestHeaders", "input.headerName");
      checks.require(!RESERVED_HEADERS.contains(lower), "requestHeaders", "input.headerReserved");
      var given =
          noExpression(checks, "requestHeaders", checks.line("requestHeaders", value, 2000));
      var stored = route.requestHeaders().get(lower);
      if (given.isEmpty() && stored != null) {
        checks.require(
            sameServer(upstream, route.upstream()), "requestHeaders", "input.secretAgain");
        headers.put(lower, stored);
      } else {
        headers.put(lower, given);
      }
    });
    return headers;
  }

  private static boolean sameServer(URI one, URI other) {
    return one.getScheme().equals(other.getScheme())
        && one.getRawAuthority().equalsIgnoreCase(other.getRawAuthority());
  }

  /** Groups of a pattern are written as {@code $1} or {@code ${name}}, so only SpEL is refused. */
  private static String noExpression(Checks checks, String field, String value) {
    checks.require(!value.contains("#{"), field, "input.expression");
    return value;
  }
}
