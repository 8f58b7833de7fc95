package io.tollgate.persistence.model;

import io.tollgate.domain.model.Models;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.r2dbc.core.DatabaseClient;

/** The port of models, deployments and prices. */
@Lazy
@Configuration(proxyBeanMethods = false)
public class ModelPersistence {

  @Bean
  Models models(@Qualifier("portalDatabaseClient") DatabaseClient database) {
    return new R2dbcModels(database);
  }
}
