package io.tollgate.persistence.catalogue;

import io.tollgate.domain.catalogue.Api;
import io.tollgate.domain.catalogue.ApiId;
import io.tollgate.domain.catalogue.Lifecycle;
import io.tollgate.domain.tenant.TenantId;
import io.tollgate.persistence.database.EnumColumn;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code api} with its models. */
@SuppressWarnings(
    "ArrayRecordComponent") // An array column; rows are read and dropped, not compared.
public record ApiRow(
    UUID id,
    UUID tenantId,
    String slug,
    String name,
    String summary,
    String description,
    String version,
    String kind,
    String lifecycle,
    String visibility,
    String basePath,
    UUID[] models,
    @Nullable UUID successor,
    @Nullable String openapi,
    boolean strict,
    @Nullable Integer responseDays,
    Instant createdAt,
    @Nullable Instant publishedAt) {

  public static final String COLUMNS =
      "id, tenant_id, slug, name, summary, description, version, kind, lifecycle, visibility,"
          + " base_path, array(select model_id from api_model where api_id = api.id) as models,"
          + " successor, openapi, strict, response_days, created_at, published_at";

  static ApiRow of(Api api) {
    var successor = api.successor();
    return new ApiRow(
        api.id().value(),
        api.tenant().value(),
        api.slug(),
        api.name(),
        api.summary(),
        api.description(),
        api.version(),
        EnumColumn.text(api.kind()),
        EnumColumn.text(api.lifecycle()),
        EnumColumn.text(api.visibility()),
        api.basePath(),
        ModelIds.column(api.models()),
        successor == null ? null : successor.value(),
        api.openapi(),
        api.strict(),
        api.responseDays(),
        api.createdAt(),
        api.publishedAt());
  }

  public Api toApi() {
    return new Api(
        new ApiId(id),
        new TenantId(tenantId),
        slug,
        name,
        summary,
        description,
        version,
        EnumColumn.value(Api.Kind.class, kind),
        EnumColumn.value(Lifecycle.class, lifecycle),
        EnumColumn.value(Api.Visibility.class, visibility),
        basePath,
        ModelIds.set(models),
        successor == null ? null : new ApiId(successor),
        openapi,
        strict,
        responseDays,
        createdAt,
        publishedAt);
  }
}
