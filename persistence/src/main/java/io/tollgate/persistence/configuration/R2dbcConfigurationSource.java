package io.tollgate.persistence.configuration;

import io.tollgate.domain.configuration.Configuration;
import io.tollgate.domain.configuration.ConfigurationSource;
import io.tollgate.persistence.database.Detached;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** {@link ConfigurationSource} on PostgreSQL. */
final class R2dbcConfigurationSource implements ConfigurationSource {

  private final DatabaseClient database;
  private final TransactionalOperator snapshot;
  private final ConfigurationHints hints;

  R2dbcConfigurationSource(
      DatabaseClient database, R2dbcTransactionManager transactions, ConfigurationHints hints) {
    this.database = database;
    this.hints = hints;
    var definition = new DefaultTransactionDefinition();
    definition.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    definition.setReadOnly(true);
    this.snapshot = TransactionalOperator.create(transactions, definition);
  }

  @Override
  public Mono<Long> version() {
    return database
        .sql("select version from configuration_version")
        .mapValue(Long.class)
        .one()
        .as(Detached::mono);
  }

  @Override
  public Mono<Configuration> load() {
    return Mono.defer(() -> new ConfigurationReading(database, version()).read())
        .as(snapshot::transactional)
        .as(Detached::mono);
  }

  @Override
  public Flux<Long> changes() {
    return hints.versions();
  }
}
