package io.tollgate.persistence.subscription;

import io.tollgate.domain.subscription.Subscriptions;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.r2dbc.core.DatabaseClient;

/** The port of subscriptions. */
@Lazy
@Configuration(proxyBeanMethods = false)
public class SubscriptionPersistence {

  @Bean
  Subscriptions subscriptions(@Qualifier("portalDatabaseClient") DatabaseClient database) {
    return new R2dbcSubscriptions(database);
  }
}
