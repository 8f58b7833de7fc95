package io.tollgate.gateway.rest;

import io.tollgate.domain.catalogue.Api;
import io.tollgate.domain.catalogue.ApiId;
import io.tollgate.domain.configuration.Problem;
import io.tollgate.domain.snapshot.PublishedApi;
import io.tollgate.domain.snapshot.Snapshot;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import org.springframework.web.util.pattern.PatternParseException;

/**
 * The gateway's routes for the REST APIs of one snapshot, found by base path: what a look-up costs
 * does not grow with the number of APIs.
 */
final class RestRoutes {

  private final Snapshot snapshot;
  private final Map<ApiId, List<Entry>> entries = new HashMap<>();

  RestRoutes(
      Snapshot snapshot,
      BiFunction<PublishedApi, io.tollgate.domain.catalogue.Route, Route> builder) {
    this.snapshot = snapshot;
    for (PublishedApi api : snapshot.apis()) {
      if (api.api().kind() == Api.Kind.REST) {
        entries.put(
            api.api().id(),
            api.routes().stream()
                .flatMap(route -> Entry.of(route, builder.apply(api, route)).stream())
                .sorted(Comparator.comparing(Entry::pattern, PathPattern.SPECIFICITY_COMPARATOR))
                .toList());
      }
    }
  }

  /** Routes whose path cannot be understood; all others are served. */
  static List<Problem> problems(Snapshot snapshot) {
    return snapshot.apis().stream()
        .flatMap(api -> api.routes().stream())
        .flatMap(route -> problem(route).stream())
        .toList();
  }

  private static Optional<Problem> problem(io.tollgate.domain.catalogue.Route route) {
    try {
      PathPatternParser.defaultInstance.parse(route.path());
      return Optional.empty();
    } catch (PatternParseException malformed) {
      return Optional.of(
          new Problem(
              "route",
              route.id().value(),
              "its path is malformed: " + malformed.getMessage(),
              "Correct the path."));
    }
  }

  boolean isOf(Snapshot other) {
    return snapshot == other;
  }

  /**
   * The route of a request; null when it belongs to no REST API, or to none of its routes.
   *
   * @param visible which APIs its sender may know of: the others are as if they were not there
   */
  @Nullable Route find(String path, HttpMethod method, Predicate<PublishedApi> visible) {
    for (int slash = path.indexOf('/', 1); ; slash = path.indexOf('/', slash + 1)) {
      var base = slash < 0 ? path : path.substring(0, slash);
      var api = snapshot.api(base);
      if (api != null && visible.test(api)) {
        var below = PathContainer.parsePath(slash < 0 ? "/" : path.substring(slash));
        return entries.getOrDefault(api.api().id(), List.of()).stream()
            .filter(entry -> entry.matches(below, method))
            .findFirst()
            .map(Entry::route)
            .orElse(null);
      }
      if (slash < 0) {
        return null;
      }
    }
  }

  private record Entry(
      PathPattern pattern, io.tollgate.domain.catalogue.Route definition, Route route) {

    static Optional<Entry> of(io.tollgate.domain.catalogue.Route definition, Route route) {
      try {
        var pattern = PathPatternParser.defaultInstance.parse(definition.path());
        return Optional.of(new Entry(pattern, definition, route));
      } catch (PatternParseException reported) {
        return Optional.empty();
      }
    }

    boolean matches(PathContainer below, HttpMethod method) {
      return definition.takes(method.name()) && pattern.matches(below);
    }
  }
}
