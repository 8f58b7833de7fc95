package io.tollgate.persistence.application;

import io.tollgate.domain.application.Application;
import io.tollgate.domain.application.ApplicationFilter;
import io.tollgate.domain.application.ApplicationId;
import io.tollgate.domain.application.Applications;
import io.tollgate.domain.application.NameTaken;
import io.tollgate.domain.tenant.TenantId;
import io.tollgate.persistence.database.Detached;
import io.tollgate.persistence.database.PageSize;
import io.tollgate.persistence.database.UniqueConstraint;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** {@link Applications} on PostgreSQL. */
final class R2dbcApplications implements Applications {

  private static final String SELECT = "select " + ApplicationRow.COLUMNS + " from application ";

  /** An application never changes hands. */
  private static final String SAVE =
      """
      insert into application (id, tenant_id, name, description, status, created_by, created_at)
      values (:id, :tenantId, :name, :description, :status, :createdBy, :createdAt)
      on conflict (id) do update set
        name = excluded.name,
        description = excluded.description,
        status = excluded.status
      """;

  private final DatabaseClient database;

  R2dbcApplications(DatabaseClient database) {
    this.database = database;
  }

  @Override
  public Mono<Application> find(ApplicationId id) {
    return database
        .sql(SELECT + "where id = :id")
        .bind("id", id.value())
        .mapProperties(ApplicationRow.class)
        .one()
        .as(Detached::mono)
        .map(ApplicationRow::toApplication);
  }

  @Override
  public Flux<Application> of(
      TenantId tenant, ApplicationFilter filter, @Nullable ApplicationId after, int limit) {
    var search = ApplicationSearch.of(tenant, filter, after);
    return database
        .sql(SELECT + search)
        .bindValues(search.values())
        .bind("limit", PageSize.checked(limit))
        .mapProperties(ApplicationRow.class)
        .all()
        .as(Detached::flux)
        .map(ApplicationRow::toApplication);
  }

  @Override
  public Mono<Long> count(TenantId tenant) {
    return database
        .sql("select count(*) from application where tenant_id = :tenant")
        .bind("tenant", tenant.value())
        .mapValue(Long.class)
        .one()
        .as(Detached::mono);
  }

  @Override
  public Mono<Application> save(Application application) {
    return database
        .sql(SAVE)
        .bindProperties(ApplicationRow.of(application))
        .then()
        .onErrorMap(DuplicateKeyException.class, R2dbcApplications::inWordsOfTheDomain)
        .thenReturn(application);
  }

  private static Throwable inWordsOfTheDomain(DuplicateKeyException failure) {
    return switch (UniqueConstraint.violatedBy(failure)) {
      case "application_tenant_id_name_key" -> new NameTaken();
      default -> failure;
    };
  }
}
