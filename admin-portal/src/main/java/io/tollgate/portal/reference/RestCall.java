package io.tollgate.portal.reference;

import io.tollgate.portal.openapi.Operation;
import io.tollgate.portal.openapi.Operation.Field;
import io.tollgate.portal.operation.Checks;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/**
 * A call of one operation, ready to be sent below the base path of its API. Nothing that was typed
 * leads anywhere else: it fills the places that the operation has.
 *
 * @param path begins with a slash, and has the query with it; encoded
 * @param contentType of the body; null when nothing is sent
 */
record RestCall(
    String method,
    String path,
    Map<String, String> headers,
    @Nullable String contentType,
    String body) {

  private static final int LONGEST_VALUE = 2_000;
  private static final int LONGEST_BODY = 100_000;

  private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,60}");

  /** What the call itself says, and what tells servers and proxies whom they deal with. */
  private static final Set<String> OURS =
      Set.of(
          "accept",
          "authorization",
          "connection",
          "content-length",
          "content-type",
          "cookie",
          "expect",
          "forwarded",
          "host",
          "te",
          "transfer-encoding",
          "upgrade",
          "x-api-key",
          "x-goog-api-key");

  /** Throws {@code InvalidInput} that names a field as the attempt does. */
  static RestCall of(Operation operation, Attempt attempt) {
    var checks = new Checks();
    var call =
        new RestCall(
            operation.method(),
            path(operation, attempt, checks) + query(operation, attempt, checks),
            headers(operation, attempt, checks),
            operation.mediaTypes().isEmpty() ? null : operation.mediaTypes().getFirst(),
            operation.mediaTypes().isEmpty()
                ? ""
                : checks.optional("body", attempt.body(), LONGEST_BODY));
    checks.done();
    return call;
  }

  /** The inputs that an operation has: cookies are not for programs. */
  static List<Field> inputs(Operation operation) {
    return operation.parameters().stream()
        .filter(field ->
            switch (field.place()) {
              case "path", "query", RouteOperations.REST -> true;
              case "header" -> isFree(field.name());
              default -> false;
            })
        .toList();
  }

  static String key(Field field) {
    return field.place() + "." + field.name();
  }

  private static boolean isFree(String header) {
    var name = header.toLowerCase(Locale.ROOT);
    return HEADER_NAME.matcher(header).matches()
        && !OURS.contains(name)
        && !name.startsWith("x-forwarded")
        && !name.startsWith("proxy-");
  }

  private static String path(Operation operation, Attempt attempt, Checks checks) {
    var path = UriUtils.encodePath(operation.path(), StandardCharsets.UTF_8);
    for (var field : inputs(operation)) {
      var place = "%7B" + UriUtils.encodePath(field.name(), StandardCharsets.UTF_8) + "%7D";
      if (field.place().equals("path")) {
        var value = value(field, attempt, checks, true);
        path = path.replace(place, UriUtils.encodePathSegment(value, StandardCharsets.UTF_8));
      } else if (field.place().equals(RouteOperations.REST)) {
        path = path.replace(place, rest(value(field, attempt, checks, false)));
      }
    }
    var leadsElsewhere =
        List.of(UriUtils.decode(path, StandardCharsets.UTF_8).split("[/?]", -1)).stream()
            .anyMatch(segment -> segment.equals(".") || segment.equals(".."));
    checks.require(!leadsElsewhere, "operation", "reference.try.dots");
    return path.startsWith("/") ? path : "/" + path;
  }

  /** Where a document names no operations, people type the path and the query themselves. */
  private static String rest(String typed) {
    int query = typed.indexOf('?');
    var path = query < 0 ? typed : typed.substring(0, query);
    var encoded = UriUtils.encodePath(path.replaceFirst("^/+", ""), StandardCharsets.UTF_8);
    return query < 0
        ? encoded
        : encoded + UriUtils.encodeQuery(typed.substring(query), StandardCharsets.UTF_8);
  }

  private static String query(Operation operation, Attempt attempt, Checks checks) {
    var query =
        inputs(operation).stream()
            .filter(field -> field.place().equals("query"))
            .map(field -> Map.entry(field.name(), value(field, attempt, checks, field.required())))
            .filter(field -> !field.getValue().isEmpty())
            .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&"));
    return query.isEmpty() ? "" : "?" + query;
  }

  private static Map<String, String> headers(Operation operation, Attempt attempt, Checks checks) {
    var headers = new LinkedHashMap<String, String>();
    for (var field : inputs(operation)) {
      if (field.place().equals("header")) {
        var value = value(field, attempt, checks, field.required());
        checks.require(
            value.chars().allMatch(RestCall::isPrintable), key(field), "input.characters");
        if (!value.isEmpty()) {
          headers.put(field.name(), value);
        }
      }
    }
    return headers;
  }

  private static boolean isPrintable(int character) {
    return character >= ' ' && character < 127;
  }

  private static String value(Field field, Attempt attempt, Checks checks, boolean required) {
    var key = key(field);
    var typed = attempt.value(key);
    return required
        ? checks.required(key, typed, LONGEST_VALUE)
        : checks.line(key, typed, LONGEST_VALUE);
  }

  private static String encoded(String text) {
    return UriUtils.encode(text, StandardCharsets.UTF_8);
  }
}
