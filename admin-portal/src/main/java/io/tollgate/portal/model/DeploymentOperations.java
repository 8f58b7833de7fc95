package io.tollgate.portal.model;

import static io.tollgate.portal.operation.Lookup.known;
import static io.tollgate.portal.operation.Lookup.named;

import io.tollgate.domain.audit.Change;
import io.tollgate.domain.authorization.Action;
import io.tollgate.domain.authorization.Authorization;
import io.tollgate.domain.authorization.Viewer;
import io.tollgate.domain.configuration.Transactions;
import io.tollgate.domain.model.Deployment;
import io.tollgate.domain.model.DeploymentId;
import io.tollgate.domain.model.Model;
import io.tollgate.domain.model.ModelId;
import io.tollgate.domain.model.Models;
import io.tollgate.domain.provider.ProviderId;
import io.tollgate.domain.provider.Providers;
import io.tollgate.portal.operation.Audited;
import io.tollgate.portal.operation.Checks;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What platform admins do with the deployments behind a model. */
@Component
class DeploymentOperations {

  private static final ProviderId NO_PROVIDER = ProviderId.create();
  private static final int MOST = 1000;

  private final Models models;
  private final Providers providers;
  private final ModelOperations modelOperations;
  private final Transactions transactions;
  private final Clock clock;

  DeploymentOperations(
      Models models,
      Providers providers,
      ModelOperations modelOperations,
      Transactions transactions,
      Clock clock) {
    this.models = models;
    this.providers = providers;
    this.modelOperations = modelOperations;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Every deployment, by priority. */
  Flux<Deployment> list(Viewer viewer) {
    return Flux.defer(() -> {
      Authorization.require(viewer, Action.VIEW_PLATFORM);
      return models.deployments();
    });
  }

  /** A model's deployments, by priority. */
  Flux<Deployment> list(Viewer viewer, ModelId model) {
    return Flux.defer(() -> {
      Authorization.require(viewer, Action.VIEW_PLATFORM);
      return known(models.find(model)).flatMapMany(found -> models.deployments(found.id()));
    });
  }

  Mono<Deployment> create(Viewer viewer, ModelId model, DeploymentDetails details) {
    return modelOperations
        .managed(viewer, model)
        .flatMap(owner -> apply(details, blank(owner)))
        .flatMap(deployment ->
            transactions.write(
                models.save(deployment), saved -> audited(viewer, null, saved, "created")));
  }

  Mono<Deployment> edit(Viewer viewer, DeploymentId id, DeploymentDetails details) {
    return managed(viewer, id)
        .flatMap(deployment ->
            apply(details, deployment)
                .flatMap(edited ->
                    transactions.write(
                        models.save(edited),
                        saved -> audited(viewer, deployment, saved, "edited"))));
  }

  /** Has it left out by the gateway until it is enabled again. */
  Mono<Deployment> disable(Viewer viewer, DeploymentId id) {
    return change(viewer, id, Deployment.Status.DISABLED, "disabled");
  }

  Mono<Deployment> enable(Viewer viewer, DeploymentId id) {
    return change(viewer, id, Deployment.Status.ACTIVE, "enabled");
  }

  private Mono<Deployment> change(
      Viewer viewer, DeploymentId id, Deployment.Status status, String happened) {
    return managed(viewer, id)
        .flatMap(deployment ->
            deployment.status() == status
                ? Mono.just(deployment)
                : transactions.write(
                    models.save(deployment.withStatus(status)),
                    saved -> audited(viewer, deployment, saved, happened)));
  }

  private Mono<Deployment> managed(Viewer viewer, DeploymentId id) {
    return Mono.defer(() -> {
      Authorization.require(viewer, Action.MANAGE_MODELS);
      return known(models.findDeployment(id));
    });
  }

  private Deployment blank(Model model) {
    return new Deployment(
        DeploymentId.create(),
        model.id(),
        NO_PROVIDER,
        "",
        0,
        1,
        Deployment.Status.ACTIVE,
        clock.instant());
  }

  private Mono<Deployment> apply(DeploymentDetails details, Deployment deployment) {
    var checks = new Checks();
    var priority = checks.within("priority", details.priority(), 0, MOST);
    var weight = checks.within("weight", details.weight(), 1, MOST);
    var applied =
        new Deployment(
            deployment.id(),
            deployment.model(),
            checks.chosen("provider", details.provider(), NO_PROVIDER),
            checks.literal(
                "upstreamModel", checks.required("upstreamModel", details.upstreamModel(), 400)),
            priority == null ? 0 : priority,
            weight == null ? 1 : weight,
            deployment.status(),
            deployment.createdAt());
    checks.done();
    return named("provider", providers.find(applied.provider())).thenReturn(applied);
  }

  private static Change audited(
      Viewer viewer, @Nullable Deployment before, Deployment after, String happened) {
    return Audited.by(viewer, null, "deployment", after.id(), happened)
        .changed(before == null ? null : fields(before), fields(after))
        .change();
  }

  private static Map<String, String> fields(Deployment deployment) {
    return Map.of(
        "model", deployment.model().toString(),
        "provider", deployment.provider().toString(),
        "upstreamModel", deployment.upstreamModel(),
        "priority", String.valueOf(deployment.priority()),
        "weight", String.valueOf(deployment.weight()),
        "status", deployment.status().name());
  }
}
