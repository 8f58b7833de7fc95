package io.tollgate.portal.reference;

import io.tollgate.domain.catalogue.Route;
import io.tollgate.portal.openapi.Operation;
import io.tollgate.portal.openapi.Operation.Field;
import java.util.List;
import java.util.Set;

/** The operations of an API that nothing is written of: a method, and whatever its routes take. */
final class RouteOperations {

  /** The place of what stands for the wildcards of a route: a path, with a query if need be. */
  static final String REST = "rest";

  private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");

  private RouteOperations() {}

  static List<Operation> of(List<Route> routes) {
    return routes.stream()
        .flatMap(route ->
            Route.METHODS.stream().filter(route::takes).map(method -> operation(route, method)))
        .toList();
  }

  private static Operation operation(Route route, String method) {
    int wildcard = firstWildcard(route.path());
    var isOpen = wildcard < route.path().length();
    var rest = new Field(REST, REST, "", false, "", "");
    return new Operation(
        method,
        isOpen ? route.path().substring(0, wildcard) + "{" + REST + "}" : route.path(),
        "",
        "",
        false,
        isOpen ? List.of(rest) : List.of(),
        List.of(),
        WITH_BODY.contains(method) ? List.of("application/json") : List.of(),
        "",
        List.of());
  }

  /** Where the part of a path pattern begins that is not literal. */
  private static int firstWildcard(String pattern) {
    int end = 0;
    while (end < pattern.length() && "*?{".indexOf(pattern.charAt(end)) < 0) {
      end++;
    }
    return end == pattern.length() ? end : pattern.lastIndexOf('/', end) + 1;
  }
}
