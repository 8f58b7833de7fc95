package io.tollgate.persistence.configuration;

import io.tollgate.domain.application.Application;
import io.tollgate.domain.application.Credential;
import io.tollgate.domain.catalogue.Api;
import io.tollgate.domain.catalogue.Plan;
import io.tollgate.domain.catalogue.Route;
import io.tollgate.domain.configuration.Configuration;
import io.tollgate.domain.configuration.ConfigurationSource;
import io.tollgate.domain.model.Deployment;
import io.tollgate.domain.model.Model;
import io.tollgate.domain.model.Price;
import io.tollgate.domain.provider.Provider;
import io.tollgate.domain.subscription.Subscription;
import io.tollgate.domain.tenant.Tenant;
import io.tollgate.persistence.application.ApplicationRow;
import io.tollgate.persistence.application.CredentialRow;
import io.tollgate.persistence.catalogue.ApiRow;
import io.tollgate.persistence.catalogue.PlanRow;
import io.tollgate.persistence.catalogue.RouteRow;
import io.tollgate.persistence.database.Detached;
import io.tollgate.persistence.model.DeploymentRow;
import io.tollgate.persistence.model.ModelRow;
import io.tollgate.persistence.model.PriceRow;
import io.tollgate.persistence.provider.ProviderRow;
import io.tollgate.persistence.subscription.SubscriptionRow;
import io.tollgate.persistence.tenant.TenantRow;
import java.time.DateTimeException;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** {@link ConfigurationSource} on PostgreSQL. */
final class R2dbcConfigurationSource implements ConfigurationSource {

  private static final Logger log = LoggerFactory.getLogger(R2dbcConfigurationSource.class);

  private static final String SERVED_API = "lifecycle in ('published', 'deprecated')";
  private static final String OF_SERVED_API =
      "where api_id in (select id from api where " + SERVED_API + ") order by created_at, id";

  private final DatabaseClient database;
  private final TransactionalOperator snapshot;
  private final ConfigurationHints hints;

  R2dbcConfigurationSource(
      DatabaseClient database, R2dbcTransactionManager transactions, ConfigurationHints hints) {
    this.database = database;
    this.hints = hints;
    var definition = new DefaultTransactionDefinition();
    definition.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    definition.setReadOnly(true);
    this.snapshot = TransactionalOperator.create(transactions, definition);
  }

  @Override
  public Mono<Long> version() {
    return database
        .sql("select version from configuration_version")
        .mapValue(Long.class)
        .one()
        .as(Detached::mono);
  }

  @Override
  public Mono<Configuration> load() {
    return read().as(snapshot::transactional).as(Detached::mono);
  }

  @Override
  public Flux<Long> changes() {
    return hints.versions();
  }

  private Mono<Configuration> read() {
    var people = Mono.zip(version(), tenants(), applications(), credentials(), subscriptions());
    var catalogue = Mono.zip(apis(), plans(), routes());
    var supply = Mono.zip(models(), deployments(), providers(), prices());
    return Mono.zip(people, catalogue, supply)
        .map(all ->
            new Configuration(
                all.getT1().getT1(),
                all.getT1().getT2(),
                all.getT1().getT3(),
                all.getT1().getT4(),
                all.getT1().getT5(),
                all.getT2().getT1(),
                all.getT2().getT2(),
                all.getT2().getT3(),
                all.getT3().getT1(),
                all.getT3().getT2(),
                all.getT3().getT3(),
                all.getT3().getT4()));
  }

  private Mono<List<Tenant>> tenants() {
    return rows(
        "select " + TenantRow.COLUMNS + " from tenant order by id",
        TenantRow.class,
        TenantRow::toTenant);
  }

  private Mono<List<Application>> applications() {
    return rows(
        "select " + ApplicationRow.COLUMNS + " from application order by id",
        ApplicationRow.class,
        ApplicationRow::toApplication);
  }

  private Mono<List<Credential>> credentials() {
    return rows(
        "select "
            + CredentialRow.COLUMNS
            + " from credential"
            + " where revoked_at is null and (expires_at is null or expires_at > now())"
            + " order by id",
        CredentialRow.class,
        CredentialRow::toCredential);
  }

  private Mono<List<Subscription>> subscriptions() {
    return rows(
        "select "
            + SubscriptionRow.COLUMNS
            + " from subscription where status in ('pending', 'approved', 'suspended')"
            + " order by id",
        SubscriptionRow.class,
        SubscriptionRow::toSubscription);
  }

  private Mono<List<Api>> apis() {
    return rows(
        "select " + ApiRow.COLUMNS + " from api where " + SERVED_API + " order by id",
        ApiRow.class,
        ApiRow::toApi);
  }

  private Mono<List<Plan>> plans() {
    return rows(
        "select " + PlanRow.COLUMNS + " from plan " + OF_SERVED_API,
        PlanRow.class,
        PlanRow::toPlan);
  }

  private Mono<List<Route>> routes() {
    return rows(
        "select " + RouteRow.COLUMNS + " from route " + OF_SERVED_API,
        RouteRow.class,
        RouteRow::toRoute);
  }

  private Mono<List<Model>> models() {
    return rows(
        "select " + ModelRow.COLUMNS + " from model order by id",
        ModelRow.class,
        ModelRow::toModel);
  }

  private Mono<List<Deployment>> deployments() {
    return rows(
        "select " + DeploymentRow.COLUMNS + " from deployment order by priority, id",
        DeploymentRow.class,
        DeploymentRow::toDeployment);
  }

  private Mono<List<Provider>> providers() {
    return rows(
        "select " + ProviderRow.COLUMNS + " from provider order by id",
        ProviderRow.class,
        ProviderRow::toProvider);
  }

  private Mono<List<Price>> prices() {
    return rows(
        "select " + PriceRow.COLUMNS + " from price order by effective_from desc, id",
        PriceRow.class,
        PriceRow::toPrice);
  }

  /** Rows that make no sense are left out: one of them must not keep the rest from going live. */
  private <R, T> Mono<List<T>> rows(String sql, Class<R> type, Function<R, T> mapping) {
    return database
        .sql(sql)
        .mapProperties(type)
        .all()
        .<T>handle((row, sink) -> {
          try {
            sink.next(mapping.apply(row));
          } catch (IllegalArgumentException | DateTimeException broken) {
            log.warn("{} is left out: {}", row, broken.getMessage());
          }
        })
        .collectList();
  }
}
