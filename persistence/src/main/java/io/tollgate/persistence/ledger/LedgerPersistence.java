package io.tollgate.persistence.ledger;

import io.tollgate.domain.ledger.Ledger;
import io.tollgate.domain.ledger.LedgerQueries;
import io.tollgate.domain.ledger.TrafficQueries;
import io.tollgate.persistence.database.DatabaseProperties;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.r2dbc.core.DatabaseClient;

/** The port that writes the ledger and those that read it, each side on its own pool. */
@Lazy
@Configuration(proxyBeanMethods = false)
public class LedgerPersistence {

  @Bean
  Ledger ledger(
      @Qualifier("ledgerDatabaseClient") DatabaseClient database,
      ObjectProvider<Clock> clock,
      DatabaseProperties properties) {
    return new R2dbcLedger(
        database, clock.getIfAvailable(Clock::systemUTC), properties.ledgerMonths());
  }

  @Bean
  LedgerQueries ledgerQueries(@Qualifier("portalDatabaseClient") DatabaseClient database) {
    return new R2dbcLedgerQueries(database);
  }

  @Bean
  TrafficQueries trafficQueries(@Qualifier("portalDatabaseClient") DatabaseClient database) {
    return new R2dbcTrafficQueries(database);
  }
}
