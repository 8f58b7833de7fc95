package io.tollgate.persistence.tenant;

import io.tollgate.domain.tenant.Tenants;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.r2dbc.core.DatabaseClient;

/** The port of tenants. */
@Lazy
@Configuration(proxyBeanMethods = false)
public class TenantPersistence {

  @Bean
  Tenants tenants(@Qualifier("portalDatabaseClient") DatabaseClient database) {
    return new R2dbcTenants(database);
  }
}
