package io.tollgate.persistence.response;

import io.tollgate.domain.application.ApplicationId;
import io.tollgate.domain.catalogue.ApiId;
import io.tollgate.domain.response.ResponseOwner;
import io.tollgate.domain.response.StoredResponse;
import io.tollgate.domain.tenant.TenantId;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code stored_response}. */
record StoredResponseRow(
    UUID id,
    UUID tenantId,
    UUID applicationId,
    UUID apiId,
    @Nullable UUID previousId,
    ByteBuffer content,
    Instant createdAt,
    Instant expiresAt) {

  static final String COLUMNS =
      "id, tenant_id, application_id, api_id, previous_id, content, created_at, expires_at";

  static StoredResponseRow of(StoredResponse response) {
    var owner = response.owner();
    return new StoredResponseRow(
        response.id(),
        owner.tenant().value(),
        owner.application().value(),
        owner.api().value(),
        response.previous(),
        response.content(),
        response.createdAt(),
        response.expiresAt());
  }

  StoredResponse toResponse() {
    return new StoredResponse(
        id,
        new ResponseOwner(
            new TenantId(tenantId), new ApplicationId(applicationId), new ApiId(apiId)),
        previousId,
        content,
        createdAt,
        expiresAt);
  }
}
