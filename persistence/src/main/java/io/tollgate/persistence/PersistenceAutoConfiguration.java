package io.tollgate.persistence;

import io.tollgate.persistence.application.ApplicationPersistence;
import io.tollgate.persistence.audit.AuditPersistence;
import io.tollgate.persistence.catalogue.CataloguePersistence;
import io.tollgate.persistence.configuration.ConfigurationPersistence;
import io.tollgate.persistence.database.DatabaseConfiguration;
import io.tollgate.persistence.identity.IdentityPersistence;
import io.tollgate.persistence.ledger.LedgerPersistence;
import io.tollgate.persistence.model.ModelPersistence;
import io.tollgate.persistence.provider.ProviderPersistence;
import io.tollgate.persistence.response.ResponsePersistence;
import io.tollgate.persistence.subscription.SubscriptionPersistence;
import io.tollgate.persistence.tenant.TenantPersistence;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Import;

/**
 * Offers every port of the domain on PostgreSQL, each made when it is first asked for. Needs
 * nothing of Spring Boot's own database auto-configuration.
 */
@AutoConfiguration
@Import({
  DatabaseConfiguration.class,
  TenantPersistence.class,
  IdentityPersistence.class,
  ApplicationPersistence.class,
  CataloguePersistence.class,
  SubscriptionPersistence.class,
  ProviderPersistence.class,
  ModelPersistence.class,
  LedgerPersistence.class,
  AuditPersistence.class,
  ResponsePersistence.class,
  ConfigurationPersistence.class
})
public class PersistenceAutoConfiguration {}
