package io.tollgate.persistence.database;

import io.r2dbc.pool.ConnectionPool;
import java.util.Map;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;

/**
 * Four pools that cannot starve each other: what the gateway serves from, what it writes to, what
 * it keeps of conversations, and what people look at. An application opens only those it uses.
 */
@Lazy
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseProperties.class)
public class DatabaseConfiguration {

  /** A day of one tenant and a year of all want different plans for the same statement. */
  private static final Map<String, String> PLANNED_ANEW =
      Map.of("plan_cache_mode", "force_custom_plan");

  @Bean
  Connections databaseConnections(DatabaseProperties properties) {
    return new Connections(properties);
  }

  @Bean(destroyMethod = "dispose")
  ConnectionPool configurationConnectionPool(
      Connections connections, DatabaseProperties properties) {
    return connections.pool("configuration", properties.poolSizes().configuration(), Map.of());
  }

  @Bean(destroyMethod = "dispose")
  ConnectionPool ledgerConnectionPool(Connections connections, DatabaseProperties properties) {
    return connections.pool("ledger", properties.poolSizes().ledger(), Map.of());
  }

  @Bean(destroyMethod = "dispose")
  ConnectionPool responseConnectionPool(Connections connections, DatabaseProperties properties) {
    return connections.pool("responses", properties.poolSizes().responses(), Map.of());
  }

  @Bean(destroyMethod = "dispose")
  ConnectionPool portalConnectionPool(Connections connections, DatabaseProperties properties) {
    return connections.pool("portal", properties.poolSizes().portal(), PLANNED_ANEW);
  }

  @Bean
  DatabaseClient configurationDatabaseClient(
      @Qualifier("configurationConnectionPool") ConnectionPool pool) {
    return DatabaseClient.create(pool);
  }

  @Bean
  DatabaseClient ledgerDatabaseClient(@Qualifier("ledgerConnectionPool") ConnectionPool pool) {
    return DatabaseClient.create(pool);
  }

  @Bean
  DatabaseClient responseDatabaseClient(@Qualifier("responseConnectionPool") ConnectionPool pool) {
    return DatabaseClient.create(pool);
  }

  @Bean
  DatabaseClient portalDatabaseClient(@Qualifier("portalConnectionPool") ConnectionPool pool) {
    return DatabaseClient.create(pool);
  }

  @Bean
  R2dbcTransactionManager configurationTransactionManager(
      @Qualifier("configurationConnectionPool") ConnectionPool pool) {
    return new R2dbcTransactionManager(pool);
  }

  @Bean
  R2dbcTransactionManager portalTransactionManager(
      @Qualifier("portalConnectionPool") ConnectionPool pool) {
    return new R2dbcTransactionManager(pool);
  }
}
