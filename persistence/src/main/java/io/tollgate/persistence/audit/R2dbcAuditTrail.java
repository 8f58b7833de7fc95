package io.tollgate.persistence.audit;

import io.tollgate.domain.audit.AuditEntry;
import io.tollgate.domain.audit.AuditFilter;
import io.tollgate.domain.audit.AuditTrail;
import io.tollgate.domain.secret.Hash256;
import io.tollgate.persistence.database.Detached;
import io.tollgate.persistence.database.HashColumn;
import io.tollgate.persistence.database.PageSize;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** {@link AuditTrail} on PostgreSQL. */
final class R2dbcAuditTrail implements AuditTrail {

  private static final String SELECT = "select " + AuditEntryRow.COLUMNS + " from audit_entry ";

  /** Pages show an action with spaces, so that no separator counts. */
  private static final String SAME_ACTION =
      "position(translate(lower(:action), '._-', '   ') in translate(lower(action), '._-', '   '))"
          + " > 0";

  /** How many rows the server sends at a time while the whole chain is read. */
  private static final int ROWS_AT_A_TIME = 1_000;

  private final DatabaseClient database;
  private final TransactionalOperator snapshot;

  R2dbcAuditTrail(DatabaseClient database, R2dbcTransactionManager transactions) {
    this.database = database;
    var definition = new DefaultTransactionDefinition();
    definition.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    definition.setReadOnly(true);
    this.snapshot = TransactionalOperator.create(transactions, definition);
  }

  @Override
  public Flux<AuditEntry> entries(AuditFilter filter, @Nullable Long before, int limit) {
    var tenant = filter.tenant();
    var values = new HashMap<String, Object>();
    var sql = new StringBuilder(SELECT).append("where sequence < :below");
    values.put("below", before == null ? Long.MAX_VALUE : before);
    add(sql, values, "tenant_id = :tenant", "tenant", tenant == null ? null : tenant.value());
    // position() instead of LIKE: what people type has no wildcards.
    add(sql, values, "position(lower(:actor) in lower(actor)) > 0", "actor", filter.actor());
    add(sql, values, SAME_ACTION, "action", filter.action());
    add(sql, values, "object_id = :object", "object", filter.object());
    add(sql, values, "occurred_at >= :from", "from", filter.from());
    add(sql, values, "occurred_at < :to", "to", filter.to());
    return database
        .sql(sql.append(" order by sequence desc limit :limit").toString())
        .bindValues(values)
        .bind("limit", PageSize.checked(limit))
        .mapProperties(AuditEntryRow.class)
        .all()
        .as(Detached::flux)
        .map(AuditEntryRow::toEntry);
  }

  private static void add(
      StringBuilder sql,
      Map<String, Object> values,
      String condition,
      String name,
      @Nullable Object value) {
    if (value != null) {
      sql.append(" and ").append(condition);
      values.put(name, value);
    }
  }

  @Override
  public Mono<Long> firstAlteration() {
    return Mono.defer(
            () -> {
              var walk = new Walk();
              return entriesInOrder()
                  .filter(row -> !walk.fits(row))
                  .map(AuditEntryRow::sequence)
                  .reduce((first, later) -> first)
                  .switchIfEmpty(head().filter(head -> !walk.endsAt(head)).map(walk::missing));
            })
        .as(snapshot::transactional)
        .as(Detached::mono);
  }

  private Flux<AuditEntryRow> entriesInOrder() {
    return database
        .sql(SELECT + "order by sequence")
        .filter(statement -> statement.fetchSize(ROWS_AT_A_TIME))
        .mapProperties(AuditEntryRow.class)
        .all();
  }

  private Mono<AuditChain.Head> head() {
    return database
        .sql("select sequence, hash from audit_head")
        .mapProperties(AuditChain.Head.class)
        .one();
  }

  /** Follows the chain from its first entry. */
  private static final class Walk {

    private long sequence;
    private Hash256 hash = new Hash256(0, 0, 0, 0);

    boolean fits(AuditEntryRow row) {
      var follows = row.sequence() == sequence + 1;
      var knowsThePrevious = HashColumn.hash(row.previousHash()).equals(hash);
      var isItself = hashOf(row).filter(HashColumn.hash(row.hash())::equals).isPresent();
      sequence = row.sequence();
      hash = HashColumn.hash(row.hash());
      return follows && knowsThePrevious && isItself;
    }

    /** Empty for a row that was altered so far that it is no entry any more. */
    private Optional<Hash256> hashOf(AuditEntryRow row) {
      try {
        return Optional.of(AuditHash.of(hash, row.toEntry()));
      } catch (RuntimeException unreadable) {
        return Optional.empty();
      }
    }

    boolean endsAt(AuditChain.Head head) {
      return head.sequence() == sequence && HashColumn.hash(head.hash()).equals(hash);
    }

    long missing(AuditChain.Head head) {
      return sequence + 1;
    }
  }
}
