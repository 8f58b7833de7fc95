package io.tollgate.domain.catalogue;

import io.tollgate.domain.model.ModelId;
import io.tollgate.domain.tenant.TenantId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the catalogue, published by a tenant.
 *
 * @param basePath where the gateway serves it, such as {@code /assistants}; an AI API answers below
 *     it at {@code /v1/…}
 * @param models what an AI API offers; empty for a REST API
 * @param successor the API to use instead of a deprecated or retired one
 * @param openapi the OpenAPI document of a REST API, as JSON or YAML
 * @param strict whether an AI request is refused when a field of it cannot be carried to the
 *     model's provider; otherwise the field is left out and named in a header of the answer
 * @param responseDays for how many days the turns of a conversation are kept, so that a client can
 *     go on with {@code previous_response_id}; null when nothing of them is kept
 */
public record Api(
    ApiId id,
    TenantId tenant,
    String slug,
    String name,
    String summary,
    String description,
    String version,
    Kind kind,
    Lifecycle lifecycle,
    Visibility visibility,
    String basePath,
    Set<ModelId> models,
    @Nullable ApiId successor,
    @Nullable String openapi,
    boolean strict,
    @Nullable Integer responseDays,
    Instant createdAt,
    @Nullable Instant publishedAt) {

  public enum Kind {
    AI,
    REST
  }

  public enum Visibility {
    /** Everybody sees it. */
    PUBLIC,
    /** Only members of the publishing tenant see it. */
    PRIVATE
  }

  public Api {
    models = Set.copyOf(models);
  }

  /** Whether the gateway serves it. */
  public boolean isServed() {
    return lifecycle == Lifecycle.PUBLISHED || lifecycle == Lifecycle.DEPRECATED;
  }

  public boolean isVisibleTo(TenantId viewer) {
    return visibility == Visibility.PUBLIC || tenant.equals(viewer);
  }

  /** The same API with other models on offer. */
  public Api withModels(Set<ModelId> offered) {
    return new Api(
        id,
        tenant,
        slug,
        name,
        summary,
        description,
        version,
        kind,
        lifecycle,
        visibility,
        basePath,
        offered,
        successor,
        openapi,
        strict,
        responseDays,
        createdAt,
        publishedAt);
  }

  /** Moves along the lifecycle; throws {@link IllegalTransition} for a step that does not exist. */
  public Api moveTo(Lifecycle next, Instant now) {
    if (!lifecycle.allows(next)) {
      throw new IllegalTransition(lifecycle, next);
    }
    var published = next == Lifecycle.PUBLISHED && publishedAt == null ? now : publishedAt;
    return new Api(
        id,
        tenant,
        slug,
        name,
        summary,
        description,
        version,
        kind,
        next,
        visibility,
        basePath,
        models,
        successor,
        openapi,
        strict,
        responseDays,
        createdAt,
        published);
  }
}
