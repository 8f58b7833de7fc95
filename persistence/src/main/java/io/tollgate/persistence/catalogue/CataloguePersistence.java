package io.tollgate.persistence.catalogue;

import io.tollgate.domain.catalogue.Apis;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.r2dbc.core.DatabaseClient;

/** The port of APIs, plans and routes. */
@Lazy
@Configuration(proxyBeanMethods = false)
public class CataloguePersistence {

  @Bean
  Apis apis(@Qualifier("portalDatabaseClient") DatabaseClient database) {
    return new R2dbcApis(database);
  }
}
