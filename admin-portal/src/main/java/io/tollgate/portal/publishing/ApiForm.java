package io.tollgate.portal.publishing;

import io.tollgate.domain.catalogue.Api;
import io.tollgate.domain.catalogue.Api.Kind;
import io.tollgate.domain.catalogue.Api.Visibility;
import io.tollgate.domain.catalogue.ApiId;
import io.tollgate.domain.model.ModelId;
import io.tollgate.portal.api.ApiDetails;
import io.tollgate.portal.api.NewApi;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What somebody fills in about an API.
 *
 * @param models their ids
 * @param successor an id; empty for none
 */
record ApiForm(
    @Nullable String slug,
    @Nullable Kind kind,
    @Nullable String name,
    @Nullable String summary,
    @Nullable String description,
    @Nullable String version,
    @Nullable Visibility visibility,
    @Nullable String basePath,
    @Nullable List<String> models,
    @Nullable String successor,
    @Nullable String openapi,
    @Nullable Boolean strict,
    @Nullable Integer responseDays) {

  static ApiForm empty() {
    return new ApiForm(
        null,
        Kind.AI,
        null,
        null,
        null,
        "1",
        Visibility.PUBLIC,
        null,
        List.of(),
        null,
        null,
        null,
        null);
  }

  static ApiForm of(Api api) {
    return new ApiForm(
        api.slug(),
        api.kind(),
        api.name(),
        api.summary(),
        api.description(),
        api.version(),
        api.visibility(),
        api.basePath(),
        api.models().stream().map(ModelId::toString).toList(),
        api.successor() == null ? null : api.successor().toString(),
        api.openapi(),
        api.strict(),
        api.responseDays());
  }

  /** Without a base path it is served below its short name. */
  NewApi made() {
    return new NewApi(slug, kind, details(isBlank(basePath) ? usualPath() : basePath));
  }

  /** Where a short name is missing, that is said, and not that the path lacks it too. */
  private String usualPath() {
    return "/" + (isBlank(slug) ? "api" : slug);
  }

  ApiDetails details() {
    return details(basePath);
  }

  private ApiDetails details(@Nullable String path) {
    return new ApiDetails(
        name,
        summary,
        description,
        version,
        visibility,
        path,
        chosenModels(),
        isBlank(successor) ? null : ApiId.of(String.valueOf(successor)),
        openapi,
        Boolean.TRUE.equals(strict),
        responseDays);
  }

  private Set<ModelId> chosenModels() {
    return models == null
        ? Set.of()
        : models.stream().map(ModelId::of).collect(Collectors.toUnmodifiableSet());
  }

  private static boolean isBlank(@Nullable String text) {
    return text == null || text.isBlank();
  }
}
