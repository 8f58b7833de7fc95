package io.tollgate.persistence.identity;

import io.tollgate.domain.identity.AccessTokens;
import io.tollgate.domain.identity.Invitations;
import io.tollgate.domain.identity.Users;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.r2dbc.core.DatabaseClient;

/** The ports of people, their invitations and their access tokens. */
@Lazy
@Configuration(proxyBeanMethods = false)
public class IdentityPersistence {

  @Bean
  Users users(@Qualifier("portalDatabaseClient") DatabaseClient database) {
    return new R2dbcUsers(database);
  }

  @Bean
  Invitations invitations(@Qualifier("portalDatabaseClient") DatabaseClient database) {
    return new R2dbcInvitations(database);
  }

  @Bean
  AccessTokens accessTokens(@Qualifier("portalDatabaseClient") DatabaseClient database) {
    return new R2dbcAccessTokens(database);
  }
}
