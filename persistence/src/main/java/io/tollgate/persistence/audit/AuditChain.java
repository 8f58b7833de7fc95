package io.tollgate.persistence.audit;

import io.tollgate.domain.audit.AuditEntry;
import io.tollgate.domain.audit.Change;
import io.tollgate.persistence.database.HashColumn;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Writes audit entries, each with a hash over the one before. */
public final class AuditChain {

  private static final String LOCK = "select sequence, hash from audit_head for update";

  private static final String APPEND =
      """
      with entry as (
        insert into audit_entry (
          sequence, occurred_at, actor_id, actor, tenant_id, action, object_type, object_id, before,
          after, previous_hash, hash)
        values (
          :sequence, :occurredAt, :actorId, :actor, :tenantId, :action, :objectType, :objectId,
          :before::jsonb, :after::jsonb, :previousHash, :hash)
        returning sequence, hash
      )
      update audit_head set sequence = entry.sequence, hash = entry.hash from entry
      """;

  private final DatabaseClient database;
  private final Clock clock;

  AuditChain(DatabaseClient database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Keeps everybody else from writing until the transaction ends. */
  public Mono<Void> lock() {
    return head().then();
  }

  /** Adds an entry in the current transaction. */
  public Mono<AuditEntry> append(Change change) {
    return head().flatMap(head -> append(head, change));
  }

  private Mono<AuditEntry> append(Head head, Change change) {
    // The database keeps microseconds: what is hashed must be what will be read.
    var moment = clock.instant().truncatedTo(ChronoUnit.MICROS);
    var entry = new AuditEntry(head.sequence() + 1, moment, change);
    return database
        .sql(APPEND)
        .bindProperties(AuditEntryRow.of(entry, HashColumn.hash(head.hash())))
        .then()
        .thenReturn(entry);
  }

  private Mono<Head> head() {
    return database.sql(LOCK).mapProperties(Head.class).one();
  }

  /** The row of {@code audit_head}. */
  record Head(long sequence, ByteBuffer hash) {}
}
