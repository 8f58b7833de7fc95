package io.tollgate.persistence.configuration;

import io.tollgate.domain.application.Application;
import io.tollgate.domain.application.Credential;
import io.tollgate.domain.catalogue.Api;
import io.tollgate.domain.catalogue.Plan;
import io.tollgate.domain.catalogue.Route;
import io.tollgate.domain.configuration.Configuration;
import io.tollgate.domain.configuration.Problem;
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
import io.tollgate.persistence.model.DeploymentRow;
import io.tollgate.persistence.model.ModelRow;
import io.tollgate.persistence.model.PriceRow;
import io.tollgate.persistence.provider.ProviderRow;
import io.tollgate.persistence.subscription.SubscriptionRow;
import io.tollgate.persistence.tenant.TenantRow;
import java.time.DateTimeException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** One reading of the whole configuration; definitions that make no sense are told apart. */
final class ConfigurationReading {

  private static final String SERVED_API = "lifecycle in ('published', 'deprecated')";
  private static final String OF_SERVED_API =
      "where api_id in (select id from api where " + SERVED_API + ") order by created_at, id";

  private static final String REMEDY = "Save it anew, with values that the portal accepts.";

  private final DatabaseClient database;
  private final Mono<Long> version;
  private final Collection<Problem> unreadable = new ConcurrentLinkedQueue<>();

  ConfigurationReading(DatabaseClient database, Mono<Long> version) {
    this.database = database;
    this.version = version;
  }

  Mono<Configuration> read() {
    var people = Mono.zip(version, tenants(), applications(), credentials(), subscriptions());
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
                all.getT3().getT4(),
                List.copyOf(unreadable)));
  }

  private Mono<List<Tenant>> tenants() {
    return rows(
        "select " + TenantRow.COLUMNS + " from tenant order by id",
        TenantRow.class,
        row -> readable("tenant", row.id(), row::toTenant));
  }

  private Mono<List<Application>> applications() {
    return rows(
        "select " + ApplicationRow.COLUMNS + " from application order by id",
        ApplicationRow.class,
        row -> readable("application", row.id(), row::toApplication));
  }

  private Mono<List<Credential>> credentials() {
    return rows(
        "select "
            + CredentialRow.COLUMNS
            + " from credential"
            + " where revoked_at is null and (expires_at is null or expires_at > now())"
            + " order by id",
        CredentialRow.class,
        row -> readable("credential", row.id(), row::toCredential));
  }

  private Mono<List<Subscription>> subscriptions() {
    return rows(
        "select "
            + SubscriptionRow.COLUMNS
            + " from subscription where status in ('pending', 'approved', 'suspended')"
            + " order by id",
        SubscriptionRow.class,
        row -> readable("subscription", row.id(), row::toSubscription));
  }

  private Mono<List<Api>> apis() {
    return rows(
        "select " + ApiRow.COLUMNS + " from api where " + SERVED_API + " order by id",
        ApiRow.class,
        row -> readable("api", row.id(), row::toApi));
  }

  private Mono<List<Plan>> plans() {
    return rows(
        "select " + PlanRow.COLUMNS + " from plan " + OF_SERVED_API,
        PlanRow.class,
        row -> readable("plan", row.id(), row::toPlan));
  }

  private Mono<List<Route>> routes() {
    return rows(
        "select " + RouteRow.COLUMNS + " from route " + OF_SERVED_API,
        RouteRow.class,
        row -> readable("route", row.id(), row::toRoute));
  }

  private Mono<List<Model>> models() {
    return rows(
        "select " + ModelRow.COLUMNS + " from model order by id",
        ModelRow.class,
        row -> readable("model", row.id(), row::toModel));
  }

  private Mono<List<Deployment>> deployments() {
    return rows(
        "select " + DeploymentRow.COLUMNS + " from deployment order by priority, id",
        DeploymentRow.class,
        row -> readable("deployment", row.id(), row::toDeployment));
  }

  private Mono<List<Provider>> providers() {
    return rows(
        "select " + ProviderRow.COLUMNS + " from provider order by id",
        ProviderRow.class,
        row -> readable("provider", row.id(), row::toProvider));
  }

  private Mono<List<Price>> prices() {
    return rows(
        "select " + PriceRow.COLUMNS + " from price order by effective_from desc, id",
        PriceRow.class,
        row -> readable("price", row.id(), row::toPrice));
  }

  private <R, T> Mono<List<T>> rows(String sql, Class<R> type, Function<R, Optional<T>> mapping) {
    return database
        .sql(sql)
        .mapProperties(type)
        .all()
        .flatMapIterable(row -> mapping.apply(row).stream().toList())
        .collectList();
  }

  /** One row that makes no sense must not keep the rest from going live. */
  private <T> Optional<T> readable(String objectType, UUID id, Supplier<T> definition) {
    try {
      return Optional.of(definition.get());
    } catch (IllegalArgumentException | DateTimeException broken) {
      unreadable.add(
          new Problem(objectType, id, "it makes no sense: " + broken.getMessage(), REMEDY));
      return Optional.empty();
    }
  }
}
