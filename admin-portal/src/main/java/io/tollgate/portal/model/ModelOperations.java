package io.tollgate.portal.model;

import io.tollgate.domain.audit.Change;
import io.tollgate.domain.authorization.Action;
import io.tollgate.domain.authorization.Authorization;
import io.tollgate.domain.authorization.Viewer;
import io.tollgate.domain.catalogue.Api;
import io.tollgate.domain.configuration.Transactions;
import io.tollgate.domain.model.Model;
import io.tollgate.domain.model.ModelId;
import io.tollgate.domain.model.Models;
import io.tollgate.domain.tenant.TenantId;
import io.tollgate.portal.operation.Audited;
import io.tollgate.portal.operation.Checks;
import io.tollgate.portal.operation.Lookup;
import io.tollgate.portal.operation.VisibleApis;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What platform admins do with models; everybody else reads those that they can get. */
@Component
public class ModelOperations {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/@+-]*");
  private static final int MOST_TOKENS = 1_000_000_000;

  private final Models models;
  private final VisibleApis apis;
  private final ModelPublishers publishers;
  private final Transactions transactions;
  private final Clock clock;

  ModelOperations(
      Models models,
      VisibleApis apis,
      ModelPublishers publishers,
      Transactions transactions,
      Clock clock) {
    this.models = models;
    this.apis = apis;
    this.publishers = publishers;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** By name what the catalogue offers to the viewer; for platform admins all there is. */
  public Flux<Model> list(Viewer viewer) {
    return visibleTo(viewer).flatMapMany(visible -> models.all().filter(visible));
  }

  public Mono<Model> find(Viewer viewer, ModelId id) {
    return visibleTo(viewer).flatMap(visible -> Lookup.known(models.find(id).filter(visible)));
  }

  /**
   * By name what an API of the tenant may offer.
   *
   * @param offered what it offers already, which it may go on with
   */
  public Flux<Model> offerable(Viewer viewer, TenantId tenant, Set<ModelId> offered) {
    return publishers
        .mayPublish(viewer, tenant)
        .flatMapMany(any -> known(viewer).filter(model -> any || offered.contains(model.id())));
  }

  /** By name what an API offers. */
  public Flux<Model> offered(Viewer viewer, Api api) {
    return known(viewer).filter(model -> api.models().contains(model.id()));
  }

  /** Of those that are disabled only platform admins know. */
  private Flux<Model> known(Viewer viewer) {
    return models.all().filter(model -> isActive(model) || seesAll(viewer));
  }

  public Mono<Model> create(Viewer viewer, NewModel made) {
    return Mono.defer(() -> {
      Authorization.require(viewer, Action.MANAGE_MODELS);
      var checks = new Checks();
      var name = checks.required("name", made.name(), 200);
      checks.require(NAME.matcher(name).matches(), "name", "input.modelName");
      var model = apply(checks, made.details(), blank(name));
      checks.done();
      return transactions.write(
          models.save(model), saved -> audited(viewer, null, saved, "created"));
    });
  }

  public Mono<Model> edit(Viewer viewer, ModelId id, ModelDetails details) {
    return managed(viewer, id)
        .flatMap(model -> {
          var checks = new Checks();
          var edited = apply(checks, details, model);
          checks.done();
          return transactions.write(
              models.save(edited), saved -> audited(viewer, model, saved, "edited"));
        });
  }

  /** Has it refused by the gateway until it is enabled again. */
  public Mono<Model> disable(Viewer viewer, ModelId id) {
    return change(viewer, id, Model.Status.DISABLED, "disabled");
  }

  public Mono<Model> enable(Viewer viewer, ModelId id) {
    return change(viewer, id, Model.Status.ACTIVE, "enabled");
  }

  private Mono<Model> change(Viewer viewer, ModelId id, Model.Status status, String happened) {
    return managed(viewer, id)
        .flatMap(model ->
            model.status() == status
                ? Mono.just(model)
                : transactions.write(
                    models.save(model.withStatus(status)),
                    saved -> audited(viewer, model, saved, happened)));
  }

  Mono<Model> managed(Viewer viewer, ModelId id) {
    return Mono.defer(() -> {
      Authorization.require(viewer, Action.MANAGE_MODELS);
      return Lookup.known(models.find(id));
    });
  }

  private Mono<Predicate<Model>> visibleTo(Viewer viewer) {
    if (seesAll(viewer)) {
      return Mono.just(model -> true);
    }
    return apis.served(viewer)
        .flatMapIterable(Api::models)
        .collect(Collectors.toSet())
        .map(offered -> model -> isActive(model) && offered.contains(model.id()));
  }

  private static boolean seesAll(Viewer viewer) {
    return Authorization.allows(viewer, Action.VIEW_PLATFORM);
  }

  private static boolean isActive(Model model) {
    return model.status() == Model.Status.ACTIVE;
  }

  private Model blank(String name) {
    return new Model(
        ModelId.create(),
        name,
        "",
        null,
        null,
        Set.of(),
        Model.Strategy.PRIORITY,
        Model.Status.ACTIVE,
        clock.instant());
  }

  private static Model apply(Checks checks, ModelDetails details, Model model) {
    checks.require(!details.capabilities().isEmpty(), "capabilities", "input.required");
    var strategy = details.strategy();
    return new Model(
        model.id(),
        model.name(),
        checks.optional("description", details.description(), 4000),
        checks.within("contextWindow", details.contextWindow(), 1, MOST_TOKENS),
        checks.within("maxOutput", details.maxOutput(), 1, MOST_TOKENS),
        details.capabilities(),
        strategy == null ? Model.Strategy.PRIORITY : strategy,
        model.status(),
        model.createdAt());
  }

  private static Change audited(
      Viewer viewer, @Nullable Model before, Model after, String happened) {
    return Audited.by(viewer, null, "model", after.id(), happened)
        .changed(before == null ? null : fields(before), fields(after))
        .change();
  }

  private static Map<String, String> fields(Model model) {
    return Map.of(
        "name", model.name(),
        "description", model.description(),
        "contextWindow", String.valueOf(model.contextWindow()),
        "maxOutput", String.valueOf(model.maxOutput()),
        "capabilities", model.capabilities().stream().sorted().toList().toString(),
        "strategy", model.strategy().name(),
        "status", model.status().name());
  }
}
