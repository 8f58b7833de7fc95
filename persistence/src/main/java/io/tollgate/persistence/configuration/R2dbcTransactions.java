package io.tollgate.persistence.configuration;

import io.tollgate.domain.audit.Change;
import io.tollgate.domain.configuration.Transactions;
import io.tollgate.persistence.audit.AuditChain;
import io.tollgate.persistence.database.Detached;
import java.util.function.Function;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.NoTransactionException;
import org.springframework.transaction.reactive.TransactionSynchronizationManager;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** {@link Transactions} on PostgreSQL. */
final class R2dbcTransactions implements Transactions {

  private static final String PUBLISH =
      """
      with next as (
        update configuration_version set version = version + 1, changed_at = now()
        returning version
      )
      select pg_notify('tollgate_configuration', version::text) from next
      """;

  private final DatabaseClient database;
  private final TransactionalOperator transaction;
  private final AuditChain trail;

  R2dbcTransactions(
      DatabaseClient database, R2dbcTransactionManager transactions, AuditChain trail) {
    this.database = database;
    this.transaction = TransactionalOperator.create(transactions);
    this.trail = trail;
  }

  @Override
  public <T> Mono<T> write(Mono<T> write, Function<? super T, Change> change) {
    var recorded =
        write.flatMap(written -> trail.append(change.apply(written)).thenReturn(written));
    return isInTransaction()
        .flatMap(joins -> joins ? recorded : alone(recorded).as(Detached::mono));
  }

  /**
   * The chain is locked before anything is written: were it locked after, one write could hold a
   * row and wait for the chain while another holds the chain and waits for the row.
   */
  private <T> Mono<T> alone(Mono<T> recorded) {
    return transaction
        .execute(status ->
            trail
                .lock()
                .then(recorded)
                .flatMap(written -> publish().thenReturn(written))
                .switchIfEmpty(Mono.fromRunnable(status::setRollbackOnly)))
        .singleOrEmpty();
  }

  private Mono<Void> publish() {
    return database.sql(PUBLISH).then();
  }

  private static Mono<Boolean> isInTransaction() {
    return TransactionSynchronizationManager.forCurrentTransaction()
        .map(TransactionSynchronizationManager::isActualTransactionActive)
        .onErrorReturn(NoTransactionException.class, false);
  }
}
