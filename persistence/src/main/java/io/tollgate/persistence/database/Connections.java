package io.tollgate.persistence.database;

import static io.r2dbc.spi.ConnectionFactoryOptions.DATABASE;
import static io.r2dbc.spi.ConnectionFactoryOptions.DRIVER;
import static io.r2dbc.spi.ConnectionFactoryOptions.HOST;
import static io.r2dbc.spi.ConnectionFactoryOptions.PASSWORD;
import static io.r2dbc.spi.ConnectionFactoryOptions.PORT;
import static io.r2dbc.spi.ConnectionFactoryOptions.USER;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.ValidationDepth;
import java.time.Duration;
import java.util.Map;

/** Opens connections to the database of the settings, single or pooled. */
public final class Connections {

  private static final Duration EVICTION_INTERVAL = Duration.ofSeconds(30);

  private final DatabaseProperties properties;

  Connections(DatabaseProperties properties) {
    this.properties = properties;
  }

  /** Connections outside any pool; the name is how the server lists them. */
  public PostgresqlConnectionFactory single(String name) {
    return single(name, Map.of());
  }

  private PostgresqlConnectionFactory single(String name, Map<String, String> parameters) {
    var configuration =
        PostgresqlConnectionFactoryProvider.builder(options())
            .applicationName("tollgate-" + name)
            .connectTimeout(properties.connectTimeout())
            .tcpKeepAlive(true)
            .tcpNoDelay(true)
            .preparedStatementCacheQueries(properties.preparedStatements());
    if (properties.statementTimeout().isPositive()) {
      configuration.statementTimeout(properties.statementTimeout()).options(parameters);
    }
    return new PostgresqlConnectionFactory(configuration.build());
  }

  ConnectionPool pool(String name, int size, Map<String, String> parameters) {
    return new ConnectionPool(
        ConnectionPoolConfiguration.builder(single(name, parameters))
            .name(name)
            .initialSize(0)
            .maxSize(size)
            .maxLifeTime(properties.maxLifeTime())
            .maxIdleTime(properties.maxIdleTime())
            .backgroundEvictionInterval(EVICTION_INTERVAL)
            .maxAcquireTime(properties.acquireTimeout())
            .maxCreateConnectionTime(properties.connectTimeout())
            // A black-holed connection looks open from here: only an answer proves that it lives.
            .validationDepth(ValidationDepth.REMOTE)
            .maxValidationTime(properties.validationTimeout())
            // After a restart of the server every idle connection is dead: try them all, then anew.
            .acquireRetry(size)
            .build());
  }

  private ConnectionFactoryOptions options() {
    var url = properties.url();
    var options =
        url == null
            ? ConnectionFactoryOptions.builder()
                .option(DRIVER, "postgresql")
                .option(HOST, properties.host())
                .option(PORT, properties.port())
                .option(DATABASE, properties.name())
            : ConnectionFactoryOptions.parse(url.reveal()).mutate();
    var parsed = options.build();
    if (!parsed.hasOption(USER)) {
      options.option(USER, properties.user());
    }
    var password = properties.password();
    if (!parsed.hasOption(PASSWORD) && password != null) {
      options.option(PASSWORD, password.reveal());
    }
    return options.build();
  }
}
