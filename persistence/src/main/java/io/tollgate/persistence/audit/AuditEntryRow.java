package io.tollgate.persistence.audit;

import io.tollgate.domain.audit.Actor;
import io.tollgate.domain.audit.AuditEntry;
import io.tollgate.domain.audit.Change;
import io.tollgate.domain.identity.UserId;
import io.tollgate.domain.secret.Hash256;
import io.tollgate.domain.tenant.TenantId;
import io.tollgate.persistence.database.HashColumn;
import io.tollgate.persistence.database.JsonColumn;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code audit_entry}. */
record AuditEntryRow(
    long sequence,
    Instant occurredAt,
    @Nullable UUID actorId,
    String actor,
    @Nullable UUID tenantId,
    String action,
    String objectType,
    String objectId,
    String before,
    String after,
    ByteBuffer previousHash,
    ByteBuffer hash) {

  static final String COLUMNS =
      "sequence, occurred_at, actor_id, actor, tenant_id, action, object_type, object_id, before,"
          + " after, previous_hash, hash";

  static AuditEntryRow of(AuditEntry entry, Hash256 previousHash) {
    var change = entry.change();
    var user = change.actor().user();
    var tenant = change.tenant();
    return new AuditEntryRow(
        entry.sequence(),
        entry.occurredAt(),
        user == null ? null : user.value(),
        change.actor().name(),
        tenant == null ? null : tenant.value(),
        change.action(),
        change.objectType(),
        change.objectId(),
        JsonColumn.text(change.before()),
        JsonColumn.text(change.after()),
        HashColumn.bytes(previousHash),
        HashColumn.bytes(AuditHash.of(previousHash, entry)));
  }

  AuditEntry toEntry() {
    return new AuditEntry(
        sequence,
        occurredAt,
        new Change(
            new Actor(actorId == null ? null : new UserId(actorId), actor),
            tenantId == null ? null : new TenantId(tenantId),
            action,
            objectType,
            objectId,
            JsonColumn.strings(before),
            JsonColumn.strings(after)));
  }
}
