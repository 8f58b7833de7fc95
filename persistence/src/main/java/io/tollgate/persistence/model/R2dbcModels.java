package io.tollgate.persistence.model;

import io.tollgate.domain.AlreadyExists;
import io.tollgate.domain.model.Deployment;
import io.tollgate.domain.model.DeploymentId;
import io.tollgate.domain.model.Model;
import io.tollgate.domain.model.ModelId;
import io.tollgate.domain.model.Models;
import io.tollgate.domain.model.Price;
import io.tollgate.persistence.database.Detached;
import io.tollgate.persistence.database.UniqueConstraint;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** {@link Models} on PostgreSQL. */
final class R2dbcModels implements Models {

  private static final String SELECT_MODELS = "select " + ModelRow.COLUMNS + " from model ";
  private static final String SELECT_DEPLOYMENTS =
      "select " + DeploymentRow.COLUMNS + " from deployment ";
  private static final String SELECT_PRICES = "select " + PriceRow.COLUMNS + " from price ";

  private static final String SAVE_MODEL =
      """
      insert into model (
        id, name, description, context_window, max_output, capabilities, strategy, status,
        created_at)
      values (
        :id, :name, :description, :contextWindow, :maxOutput, :capabilities, :strategy, :status,
        :createdAt)
      on conflict (id) do update set
        name = excluded.name,
        description = excluded.description,
        context_window = excluded.context_window,
        max_output = excluded.max_output,
        capabilities = excluded.capabilities,
        strategy = excluded.strategy,
        status = excluded.status
      """;

  private static final String SAVE_DEPLOYMENT =
      """
      insert into deployment (
        id, model_id, provider_id, upstream_model, priority, weight, status, created_at)
      values (
        :id, :modelId, :providerId, :upstreamModel, :priority, :weight, :status, :createdAt)
      on conflict (id) do update set
        provider_id = excluded.provider_id,
        upstream_model = excluded.upstream_model,
        priority = excluded.priority,
        weight = excluded.weight,
        status = excluded.status
      """;

  private static final String ADD_PRICE =
      """
      insert into price (
        id, model_id, deployment_id, currency, effective_from, input, output, cache_read,
        cache_write, reasoning, audio_input, audio_output, image, cache_write_hour,
        audio_seconds, search_units, created_at)
      values (
        :id, :modelId, :deploymentId, :currency, :effectiveFrom, :input, :output, :cacheRead,
        :cacheWrite, :reasoning, :audioInput, :audioOutput, :image, :cacheWriteHour,
        :audioSeconds, :searchUnits, now())
      """;

  private final DatabaseClient database;

  R2dbcModels(DatabaseClient database) {
    this.database = database;
  }

  @Override
  public Mono<Model> find(ModelId id) {
    return database
        .sql(SELECT_MODELS + "where id = :id")
        .bind("id", id.value())
        .mapProperties(ModelRow.class)
        .one()
        .as(Detached::mono)
        .map(ModelRow::toModel);
  }

  @Override
  public Mono<Model> findByName(String name) {
    return database
        .sql(SELECT_MODELS + "where name = :name")
        .bind("name", name)
        .mapProperties(ModelRow.class)
        .one()
        .as(Detached::mono)
        .map(ModelRow::toModel);
  }

  @Override
  public Flux<Model> all() {
    return database
        .sql(SELECT_MODELS + "order by name")
        .mapProperties(ModelRow.class)
        .all()
        .as(Detached::flux)
        .map(ModelRow::toModel);
  }

  @Override
  public Mono<Model> save(Model model) {
    return database
        .sql(SAVE_MODEL)
        .bindProperties(ModelRow.of(model))
        .then()
        .onErrorMap(DuplicateKeyException.class, R2dbcModels::inWordsOfTheDomain)
        .thenReturn(model);
  }

  @Override
  public Mono<Deployment> findDeployment(DeploymentId id) {
    return database
        .sql(SELECT_DEPLOYMENTS + "where id = :id")
        .bind("id", id.value())
        .mapProperties(DeploymentRow.class)
        .one()
        .as(Detached::mono)
        .map(DeploymentRow::toDeployment);
  }

  @Override
  public Flux<Deployment> deployments() {
    return database
        .sql(SELECT_DEPLOYMENTS + "order by priority, created_at, id")
        .mapProperties(DeploymentRow.class)
        .all()
        .as(Detached::flux)
        .map(DeploymentRow::toDeployment);
  }

  @Override
  public Flux<Deployment> deployments(ModelId model) {
    return database
        .sql(SELECT_DEPLOYMENTS + "where model_id = :model order by priority, created_at, id")
        .bind("model", model.value())
        .mapProperties(DeploymentRow.class)
        .all()
        .as(Detached::flux)
        .map(DeploymentRow::toDeployment);
  }

  @Override
  public Mono<Deployment> save(Deployment deployment) {
    return database
        .sql(SAVE_DEPLOYMENT)
        .bindProperties(DeploymentRow.of(deployment))
        .then()
        .onErrorMap(DuplicateKeyException.class, R2dbcModels::inWordsOfTheDomain)
        .thenReturn(deployment);
  }

  @Override
  public Flux<Price> prices() {
    return database
        .sql(SELECT_PRICES + "order by effective_from desc, id")
        .mapProperties(PriceRow.class)
        .all()
        .as(Detached::flux)
        .map(PriceRow::toPrice);
  }

  @Override
  public Flux<Price> prices(ModelId model) {
    return database
        .sql(SELECT_PRICES + "where model_id = :model order by effective_from desc, id")
        .bind("model", model.value())
        .mapProperties(PriceRow.class)
        .all()
        .as(Detached::flux)
        .map(PriceRow::toPrice);
  }

  @Override
  public Mono<Price> add(Price price) {
    return database
        .sql(ADD_PRICE)
        .bindProperties(PriceRow.of(price))
        .then()
        .onErrorMap(DuplicateKeyException.class, R2dbcModels::inWordsOfTheDomain)
        .thenReturn(price);
  }

  private static Throwable inWordsOfTheDomain(DuplicateKeyException failure) {
    return switch (UniqueConstraint.violatedBy(failure)) {
      case "model_name_key" -> new AlreadyExists("name");
      case "deployment_model_id_provider_id_upstream_model_key" ->
          new AlreadyExists("upstreamModel");
      case "price_model_id_deployment_id_effective_from_key" -> new AlreadyExists("effectiveFrom");
      default -> failure;
    };
  }
}
