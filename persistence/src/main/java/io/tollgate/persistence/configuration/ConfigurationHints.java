package io.tollgate.persistence.configuration;

import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.postgresql.api.PostgresqlResult;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.ValidationDepth;
import java.time.Duration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Listens for notices of new versions. Listening belongs to a connection, so it has one of its own
 * that no pool hands to anybody else.
 */
final class ConfigurationHints {

  private static final Duration HEARTBEAT = Duration.ofSeconds(10);
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(5);

  private final PostgresqlConnectionFactory connections;

  ConfigurationHints(PostgresqlConnectionFactory connections) {
    this.connections = connections;
  }

  /** The version at the start, then each that is announced, until the connection breaks. */
  Flux<Long> versions() {
    return Flux.usingWhen(
        connections.create(),
        connection ->
            listen(connection)
                .thenMany(Flux.merge(currentVersion(connection), announced(connection))),
        PostgresqlConnection::close);
  }

  private static Mono<Void> listen(PostgresqlConnection connection) {
    return connection
        .createStatement("listen tollgate_configuration")
        .execute()
        .flatMap(PostgresqlResult::getRowsUpdated)
        .then();
  }

  /** Closes the gap between what the caller last read and the moment from which it listens. */
  private static Flux<Long> currentVersion(PostgresqlConnection connection) {
    return connection
        .createStatement("select version from configuration_version")
        .execute()
        .flatMap(result -> result.map(row -> row.get("version", Long.class)));
  }

  private static Flux<Long> announced(PostgresqlConnection connection) {
    return connection
        .getNotifications()
        .mapNotNull(notification -> notification.getParameter())
        .map(Long::valueOf)
        .mergeWith(heartbeat(connection))
        .concatWith(Mono.error(ConfigurationHints::broken));
  }

  /** A connection that was cut without a word is found by asking it. */
  private static Flux<Long> heartbeat(PostgresqlConnection connection) {
    return Flux.interval(HEARTBEAT)
        .onBackpressureDrop()
        .concatMap(beat ->
            Mono.from(connection.validate(ValidationDepth.REMOTE))
                .timeout(ANSWER_TIMEOUT, Mono.just(false)))
        .filter(alive -> !alive)
        .flatMap(dead -> Mono.error(broken()));
  }

  private static R2dbcNonTransientResourceException broken() {
    return new R2dbcNonTransientResourceException("the connection that listens is gone");
  }
}
