package io.tollgate.portal.api;

import io.tollgate.domain.catalogue.Api.Visibility;
import io.tollgate.domain.catalogue.ApiId;
import io.tollgate.domain.model.ModelId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What people say about an API and may change later.
 *
 * @param models what an AI API offers
 * @param openapi the OpenAPI document of a REST API, as JSON or YAML
 * @param strict whether a request with a field that cannot be carried to a provider is refused
 * @param responseDays for how many days responses are kept; null when they are not
 */
public record ApiDetails(
    @Nullable String name,
    @Nullable String summary,
    @Nullable String description,
    @Nullable String version,
    @Nullable Visibility visibility,
    @Nullable String basePath,
    Set<ModelId> models,
    @Nullable ApiId successor,
    @Nullable String openapi,
    boolean strict,
    @Nullable Integer responseDays) {

  public ApiDetails {
    models = Set.copyOf(models);
  }
}
