package io.tollgate.persistence.response;

import io.tollgate.domain.response.StoredResponses;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.r2dbc.core.DatabaseClient;

/** The port of kept responses. */
@Lazy
@Configuration(proxyBeanMethods = false)
public class ResponsePersistence {

  @Bean
  StoredResponses storedResponses(@Qualifier("responseDatabaseClient") DatabaseClient database) {
    return new R2dbcStoredResponses(database);
  }
}
