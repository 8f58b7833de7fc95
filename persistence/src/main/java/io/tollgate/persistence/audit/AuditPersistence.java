package io.tollgate.persistence.audit;

import io.tollgate.domain.audit.AuditTrail;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;

/** The port that reads the audit trail, and the chain that writes it. */
@Lazy
@Configuration(proxyBeanMethods = false)
public class AuditPersistence {

  @Bean
  AuditChain auditChain(
      @Qualifier("portalDatabaseClient") DatabaseClient database, ObjectProvider<Clock> clock) {
    return new AuditChain(database, clock.getIfAvailable(Clock::systemUTC));
  }

  @Bean
  AuditTrail auditTrail(
      @Qualifier("portalDatabaseClient") DatabaseClient database,
      @Qualifier("portalTransactionManager") R2dbcTransactionManager transactions) {
    return new R2dbcAuditTrail(database, transactions);
  }
}
