package io.tollgate.domain.model;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The models with their deployments and prices. Writes belong inside {@code Transactions}. */
public interface Models {

  Mono<Model> find(ModelId id);

  Mono<Model> findByName(String name);

  /** All models by name. */
  Flux<Model> all();

  Mono<Model> save(Model model);

  Mono<Deployment> findDeployment(DeploymentId id);

  /** Every deployment, by priority. */
  Flux<Deployment> deployments();

  Flux<Deployment> deployments(ModelId model);

  Mono<Deployment> save(Deployment deployment);

  /** Every price, newest start first. */
  Flux<Price> prices();

  Flux<Price> prices(ModelId model);

  /** Adds a price; prices are never changed, a correction starts at its own moment. */
  Mono<Price> add(Price price);
}
