package io.tollgate.portal.api;

import io.tollgate.domain.catalogue.Api;
import io.tollgate.domain.catalogue.Api.Visibility;
import io.tollgate.domain.catalogue.ApiId;
import io.tollgate.domain.model.ModelId;
import io.tollgate.portal.operation.Checks;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An API's details once they are clean. */
record CleanDetails(
    String name,
    String summary,
    String description,
    String version,
    Visibility visibility,
    String basePath,
    Set<ModelId> models,
    @Nullable ApiId successor,
    @Nullable String openapi,
    boolean strict,
    @Nullable Integer responseDays) {

  private static final Pattern BASE_PATH =
      Pattern.compile("/[A-Za-z0-9][A-Za-z0-9._~-]*(/[A-Za-z0-9._~-]+)*");

  /** First segments that the gateway keeps for itself. */
  private static final Set<String> RESERVED = Set.of("v1", "v1beta", "v2", "actuator", "health");

  private static final int LONGEST_DOCUMENT = 1_000_000;

  private static final int LONGEST_RETENTION = 365;

  static CleanDetails of(Checks checks, ApiDetails details, Api.Kind kind) {
    checks.require(
        kind == Api.Kind.AI || details.models().isEmpty(), "models", "input.modelsOfRest");
    checks.require(kind == Api.Kind.AI || !details.strict(), "strict", "input.strictRest");
    checks.require(
        kind == Api.Kind.AI || details.responseDays() == null,
        "responseDays",
        "input.responsesOfRest");
    var openapi = checks.optional("openapi", details.openapi(), LONGEST_DOCUMENT);
    return new CleanDetails(
        checks.required("name", details.name(), 120),
        checks.line("summary", details.summary(), 300),
        checks.optional("description", details.description(), 20_000),
        checks.required("version", details.version(), 40),
        checks.chosen("visibility", details.visibility(), Visibility.PRIVATE),
        basePath(checks, details.basePath()),
        details.models(),
        details.successor(),
        openapi.isEmpty() ? null : openapi,
        details.strict(),
        checks.within("responseDays", details.responseDays(), 1, LONGEST_RETENTION));
  }

  private static String basePath(Checks checks, @Nullable String value) {
    var path = checks.required("basePath", value, 200);
    checks.require(BASE_PATH.matcher(path).matches(), "basePath", "input.basePath");
    var segments = path.split("/", -1);
    checks.require(
        segments.length < 2 || !RESERVED.contains(segments[1]), "basePath", "input.reserved");
    for (var segment : segments) {
      // Clients and proxies resolve these away, so that such a path could never be reached.
      checks.require(!segment.equals(".") && !segment.equals(".."), "basePath", "input.basePath");
    }
    return path;
  }

  /** The API with these details in place of its own. */
  Api applyTo(Api api) {
    return new Api(
        api.id(),
        api.tenant(),
        api.slug(),
        name,
        summary,
        description,
        version,
        api.kind(),
        api.lifecycle(),
        visibility,
        basePath,
        models,
        successor,
        openapi,
        strict,
        responseDays,
        api.createdAt(),
        api.publishedAt());
  }
}
