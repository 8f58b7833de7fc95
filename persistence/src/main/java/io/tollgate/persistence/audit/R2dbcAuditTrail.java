package io.tollgate.persistence.audit;

import io.tollgate.domain.audit.AuditEntry;
import io.tollgate.domain.audit.AuditFilter;
import io.tollgate.domain.audit.AuditTrail;
import io.tollgate.domain.secret.Hash256;
import io.tollgate.persistence.database.Detached;
import io.tollgate.persistence.database.HashColumn;
import io.tollgate.persistence.database.PageSize;
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

  /**
   * Whether an index or the newest entries lead to what is asked for depends on how rare it is: a
   * plan that is kept for all values would be wrong for many.
   */
  private static final String PLANNED_FOR_ITS_VALUES =
      "set local plan_cache_mode = force_custom_plan";

  /** How many rows the server sends at a time while the whole chain is read. */
  private static final int ROWS_AT_A_TIME = 1_000;

  private final DatabaseClient database;
  private final TransactionalOperator snapshot;
  private final TransactionalOperator planned;

  R2dbcAuditTrail(DatabaseClient database, R2dbcTransactionManager transactions) {
    this.database = database;
    var definition = new DefaultTransactionDefinition();
    definition.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    definition.setReadOnly(true);
    this.snapshot = TransactionalOperator.create(transactions, definition);
    this.planned = TransactionalOperator.create(transactions);
  }

  @Override
  public Flux<AuditEntry> entries(AuditFilter filter, @Nullable Long before, int limit) {
    var search = AuditSearch.of(filter, before);
    return database
        .sql(PLANNED_FOR_ITS_VALUES)
        .then()
        .thenMany(
            database
                .sql(SELECT + search)
                .bindValues(search.values())
                .bind("limit", PageSize.checked(limit))
                .mapProperties(AuditEntryRow.class)
                .all())
        .as(planned::transactional)
        .as(Detached::flux)
        .map(AuditEntryRow::toEntry);
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
