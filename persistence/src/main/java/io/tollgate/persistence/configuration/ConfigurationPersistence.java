package io.tollgate.persistence.configuration;

import io.tollgate.domain.configuration.ConfigurationSource;
import io.tollgate.domain.configuration.DatabaseSchema;
import io.tollgate.domain.configuration.GatewayNodes;
import io.tollgate.domain.configuration.NodeReports;
import io.tollgate.domain.configuration.Settings;
import io.tollgate.domain.configuration.Transactions;
import io.tollgate.persistence.audit.AuditChain;
import io.tollgate.persistence.database.Connections;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;

/** The ports that write configuration, that read it as a whole, and that tell who serves it. */
@Lazy
@Configuration(proxyBeanMethods = false)
public class ConfigurationPersistence {

  @Bean
  Transactions transactions(
      @Qualifier("portalDatabaseClient") DatabaseClient database,
      @Qualifier("portalTransactionManager") R2dbcTransactionManager transactions,
      AuditChain trail) {
    return new R2dbcTransactions(database, transactions, trail);
  }

  @Bean
  Settings settings(@Qualifier("portalDatabaseClient") DatabaseClient database) {
    return new R2dbcSettings(database);
  }

  @Bean
  DatabaseSchema databaseSchema(Connections connections) {
    return new R2dbcDatabaseSchema(connections.single("schema"));
  }

  @Bean
  ConfigurationSource configurationSource(
      @Qualifier("configurationDatabaseClient") DatabaseClient database,
      @Qualifier("configurationTransactionManager") R2dbcTransactionManager transactions,
      Connections connections) {
    return new R2dbcConfigurationSource(
        database, transactions, new ConfigurationHints(connections.single("hints")));
  }

  @Bean
  NodeReports nodeReports(
      @Qualifier("configurationDatabaseClient") DatabaseClient database,
      @Qualifier("configurationTransactionManager") R2dbcTransactionManager transactions) {
    return new R2dbcNodeReports(database, transactions);
  }

  @Bean
  GatewayNodes gatewayNodes(@Qualifier("portalDatabaseClient") DatabaseClient database) {
    return new R2dbcGatewayNodes(database);
  }
}
