package io.tollgate.persistence.provider;

import io.tollgate.domain.provider.Providers;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.r2dbc.core.DatabaseClient;

/** The port of providers. */
@Lazy
@Configuration(proxyBeanMethods = false)
public class ProviderPersistence {

  @Bean
  Providers providers(@Qualifier("portalDatabaseClient") DatabaseClient database) {
    return new R2dbcProviders(database);
  }
}
