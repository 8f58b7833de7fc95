package io.tollgate.persistence.application;

import io.tollgate.domain.application.Applications;
import io.tollgate.domain.application.Credentials;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.r2dbc.core.DatabaseClient;

/** The ports of applications and credentials. */
@Lazy
@Configuration(proxyBeanMethods = false)
public class ApplicationPersistence {

  @Bean
  Applications applications(@Qualifier("portalDatabaseClient") DatabaseClient database) {
    return new R2dbcApplications(database);
  }

  @Bean
  Credentials credentials(@Qualifier("portalDatabaseClient") DatabaseClient database) {
    return new R2dbcCredentials(database);
  }
}
