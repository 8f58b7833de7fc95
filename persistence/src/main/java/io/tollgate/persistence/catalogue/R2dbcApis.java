package io.tollgate.persistence.catalogue;

import io.tollgate.domain.AlreadyExists;
import io.tollgate.domain.catalogue.Api;
import io.tollgate.domain.catalogue.ApiId;
import io.tollgate.domain.catalogue.Apis;
import io.tollgate.domain.catalogue.Plan;
import io.tollgate.domain.catalogue.PlanId;
import io.tollgate.domain.catalogue.Route;
import io.tollgate.domain.catalogue.RouteId;
import io.tollgate.domain.tenant.TenantId;
import io.tollgate.persistence.database.Detached;
import io.tollgate.persistence.database.UniqueConstraint;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** {@link Apis} on PostgreSQL. */
final class R2dbcApis implements Apis {

  private static final String SELECT_APIS = "select " + ApiRow.COLUMNS + " from api ";
  private static final String SELECT_PLANS = "select " + PlanRow.COLUMNS + " from plan ";
  private static final String SELECT_ROUTES = "select " + RouteRow.COLUMNS + " from route ";

  /** An API stays with the tenant that made it. */
  private static final String SAVE_API =
      """
      with saved as (
        insert into api (
          id, tenant_id, slug, name, summary, description, version, kind, lifecycle, visibility,
          base_path, successor, openapi, strict, response_days, created_at, published_at)
        values (
          :id, :tenantId, :slug, :name, :summary, :description, :version, :kind, :lifecycle,
          :visibility, :basePath, :successor, :openapi, :strict, :responseDays, :createdAt, :publishedAt)
        on conflict (id) do update set
          slug = excluded.slug,
          name = excluded.name,
          summary = excluded.summary,
          description = excluded.description,
          version = excluded.version,
          kind = excluded.kind,
          lifecycle = excluded.lifecycle,
          visibility = excluded.visibility,
          base_path = excluded.base_path,
          successor = excluded.successor,
          openapi = excluded.openapi,
          strict = excluded.strict,
          response_days = excluded.response_days,
          published_at = excluded.published_at
        returning id
      ), dropped as (
        delete from api_model where api_id = :id and model_id <> all(:models)
      )
      insert into api_model (api_id, model_id)
      select saved.id, model from saved, unnest(:models) as model
      on conflict do nothing
      """;

  private static final String SAVE_PLAN =
      """
      with saved as (
        insert into plan (
          id, api_id, slug, name, description, approval, requests_per_minute, tokens_per_minute,
          status, created_at)
        values (
          :id, :apiId, :slug, :name, :description, :approval, :requestsPerMinute,
          :tokensPerMinute, :status, :createdAt)
        on conflict (id) do update set
          slug = excluded.slug,
          name = excluded.name,
          description = excluded.description,
          approval = excluded.approval,
          requests_per_minute = excluded.requests_per_minute,
          tokens_per_minute = excluded.tokens_per_minute,
          status = excluded.status
        returning id
      ), dropped as (
        delete from plan_model where plan_id = :id and model_id <> all(:models)
      )
      insert into plan_model (plan_id, model_id)
      select saved.id, model from saved, unnest(:models) as model
      on conflict do nothing
      """;

  private static final String SAVE_ROUTE =
      """
      insert into route (
        id, api_id, path, methods, upstream_url, rewrite_pattern, rewrite_replacement,
        request_headers, timeout_ms, allow_private_network, created_at)
      values (
        :id, :apiId, :path, :methods, :upstreamUrl, :rewritePattern, :rewriteReplacement,
        :requestHeaders::jsonb, :timeoutMs, :allowPrivateNetwork, :createdAt)
      on conflict (id) do update set
        path = excluded.path,
        methods = excluded.methods,
        upstream_url = excluded.upstream_url,
        rewrite_pattern = excluded.rewrite_pattern,
        rewrite_replacement = excluded.rewrite_replacement,
        request_headers = excluded.request_headers,
        timeout_ms = excluded.timeout_ms,
        allow_private_network = excluded.allow_private_network
      """;

  private final DatabaseClient database;

  R2dbcApis(DatabaseClient database) {
    this.database = database;
  }

  @Override
  public Mono<Api> find(ApiId id) {
    return database
        .sql(SELECT_APIS + "where id = :id")
        .bind("id", id.value())
        .mapProperties(ApiRow.class)
        .one()
        .as(Detached::mono)
        .map(ApiRow::toApi);
  }

  @Override
  public Mono<Api> findBySlug(String slug) {
    return database
        .sql(SELECT_APIS + "where slug = :slug")
        .bind("slug", slug)
        .mapProperties(ApiRow.class)
        .one()
        .as(Detached::mono)
        .map(ApiRow::toApi);
  }

  @Override
  public Flux<Api> all() {
    return database
        .sql(SELECT_APIS + "order by name, id")
        .mapProperties(ApiRow.class)
        .all()
        .as(Detached::flux)
        .map(ApiRow::toApi);
  }

  @Override
  public Flux<Api> of(TenantId tenant) {
    return database
        .sql(SELECT_APIS + "where tenant_id = :tenant order by name, id")
        .bind("tenant", tenant.value())
        .mapProperties(ApiRow.class)
        .all()
        .as(Detached::flux)
        .map(ApiRow::toApi);
  }

  @Override
  public Mono<Api> save(Api api) {
    return database
        .sql(SAVE_API)
        .bindProperties(ApiRow.of(api))
        .then()
        .onErrorMap(DuplicateKeyException.class, R2dbcApis::inWordsOfTheDomain)
        .thenReturn(api);
  }

  @Override
  public Mono<Plan> findPlan(PlanId id) {
    return database
        .sql(SELECT_PLANS + "where id = :id")
        .bind("id", id.value())
        .mapProperties(PlanRow.class)
        .one()
        .as(Detached::mono)
        .map(PlanRow::toPlan);
  }

  @Override
  public Flux<Plan> plans(ApiId api) {
    return database
        .sql(SELECT_PLANS + "where api_id = :api order by created_at, id")
        .bind("api", api.value())
        .mapProperties(PlanRow.class)
        .all()
        .as(Detached::flux)
        .map(PlanRow::toPlan);
  }

  @Override
  public Mono<Plan> save(Plan plan) {
    return database
        .sql(SAVE_PLAN)
        .bindProperties(PlanRow.of(plan))
        .then()
        .onErrorMap(DuplicateKeyException.class, R2dbcApis::inWordsOfTheDomain)
        .thenReturn(plan);
  }

  @Override
  public Mono<Route> findRoute(RouteId id) {
    return database
        .sql(SELECT_ROUTES + "where id = :id")
        .bind("id", id.value())
        .mapProperties(RouteRow.class)
        .one()
        .as(Detached::mono)
        .map(RouteRow::toRoute);
  }

  @Override
  public Flux<Route> routes(ApiId api) {
    return database
        .sql(SELECT_ROUTES + "where api_id = :api order by path, id")
        .bind("api", api.value())
        .mapProperties(RouteRow.class)
        .all()
        .as(Detached::flux)
        .map(RouteRow::toRoute);
  }

  @Override
  public Mono<Route> save(Route route) {
    return database
        .sql(SAVE_ROUTE)
        .bindProperties(RouteRow.of(route))
        .then()
        .onErrorMap(DuplicateKeyException.class, R2dbcApis::inWordsOfTheDomain)
        .thenReturn(route);
  }

  @Override
  public Mono<Void> delete(RouteId route) {
    return database.sql("delete from route where id = :id").bind("id", route.value()).then();
  }

  private static Throwable inWordsOfTheDomain(DuplicateKeyException failure) {
    return switch (UniqueConstraint.violatedBy(failure)) {
      case "api_slug_key", "plan_api_id_slug_key" -> new AlreadyExists("slug");
      case "api_base_path_key" -> new AlreadyExists("basePath");
      case "route_api_id_path_methods_key" -> new AlreadyExists("path");
      default -> failure;
    };
  }
}
