package io.tollgate.portal.api;

import static io.tollgate.portal.operation.Lookup.known;

import io.tollgate.domain.audit.Change;
import io.tollgate.domain.authorization.Action;
import io.tollgate.domain.authorization.Authorization;
import io.tollgate.domain.authorization.Viewer;
import io.tollgate.domain.catalogue.Api;
import io.tollgate.domain.catalogue.ApiId;
import io.tollgate.domain.catalogue.Apis;
import io.tollgate.domain.catalogue.Lifecycle;
import io.tollgate.domain.configuration.Transactions;
import io.tollgate.domain.model.ModelId;
import io.tollgate.domain.model.Models;
import io.tollgate.domain.tenant.TenantId;
import io.tollgate.domain.tenant.Tenants;
import io.tollgate.portal.model.ModelPublishers;
import io.tollgate.portal.operation.Audited;
import io.tollgate.portal.operation.Checks;
import io.tollgate.portal.operation.Conflict;
import io.tollgate.portal.operation.InvalidInput;
import io.tollgate.portal.operation.VisibleApis;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What the tenant that publishes an API does with it. */
@Component
public class ApiOperations {

  private final Apis apis;
  private final Models models;
  private final ModelPublishers publishers;
  private final Tenants tenants;
  private final Transactions transactions;
  private final Clock clock;

  ApiOperations(
      Apis apis,
      Models models,
      ModelPublishers publishers,
      Tenants tenants,
      Transactions transactions,
      Clock clock) {
    this.apis = apis;
    this.models = models;
    this.publishers = publishers;
    this.tenants = tenants;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** What a tenant publishes, drafts and retired ones included, by name. */
  public Flux<Api> list(Viewer viewer, TenantId tenant) {
    return Flux.defer(() -> {
      Authorization.require(viewer, Action.VIEW_OWN_APIS, tenant);
      return apis.of(tenant);
    });
  }

  public Mono<Api> find(Viewer viewer, ApiId id) {
    return allowed(viewer, Action.VIEW_OWN_APIS, id);
  }

  /** Makes a draft, which nobody else sees until it is published. */
  public Mono<Api> create(Viewer viewer, TenantId tenant, NewApi made) {
    return Mono.defer(() -> {
      Authorization.require(viewer, Action.MANAGE_APIS, tenant);
      var checks = new Checks();
      var slug = checks.slug("slug", made.slug());
      var kind = checks.chosen("kind", made.kind(), Api.Kind.AI);
      var details = CleanDetails.of(checks, made.details(), kind);
      checks.done();
      var draft = details.applyTo(draft(tenant, slug, kind));
      return known(tenants.find(tenant))
          .then(requireReferences(viewer, draft, Set.of()))
          .then(
              transactions.write(
                  apis.save(draft), saved -> audited(viewer, null, saved, "created")));
    });
  }

  public Mono<Api> edit(Viewer viewer, ApiId id, ApiDetails details) {
    return allowed(viewer, Action.MANAGE_APIS, id)
        .flatMap(api -> {
          var checks = new Checks();
          var clean = CleanDetails.of(checks, details, api.kind());
          checks.done();
          var edited = clean.applyTo(api);
          return requireReferences(viewer, edited, api.models())
              .then(
                  transactions.write(
                      apis.save(edited), saved -> audited(viewer, api, saved, "edited")));
        });
  }

  private Api draft(TenantId tenant, String slug, Api.Kind kind) {
    return new Api(
        ApiId.create(),
        tenant,
        slug,
        slug,
        "",
        "",
        "1",
        kind,
        Lifecycle.DRAFT,
        Api.Visibility.PRIVATE,
        "/" + slug,
        Set.of(),
        null,
        null,
        false,
        null,
        clock.instant(),
        null);
  }

  private Mono<Void> requireReferences(Viewer viewer, Api api, Set<ModelId> offered) {
    return requireMayAdd(viewer, api, offered)
        .then(requireModels(api))
        .then(requireSuccessor(viewer, api));
  }

  /** What an API offers already it may go on with, whoever may publish models by now. */
  private Mono<Void> requireMayAdd(Viewer viewer, Api api, Set<ModelId> offered) {
    return offered.containsAll(api.models())
        ? Mono.empty()
        : require(viewer, api, () -> InvalidInput.of("models", "input.modelsOfTeams"));
  }

  /** Before an API reaches further than it does: a REST API always may. */
  Mono<Void> requireMayPublish(Viewer viewer, Api api) {
    return switch (api.kind()) {
      case AI -> require(viewer, api, () -> new Conflict("models_not_publishable"));
      case REST -> Mono.empty();
    };
  }

  private Mono<Void> require(Viewer viewer, Api api, Supplier<RuntimeException> refusal) {
    return publishers
        .mayPublish(viewer, api.tenant())
        .flatMap(may -> may ? Mono.empty() : Mono.error(refusal));
  }

  private Mono<Void> requireModels(Api api) {
    return Flux.fromIterable(api.models())
        .filterWhen(model -> models.find(model).hasElement().map(exists -> !exists))
        .hasElements()
        .flatMap(unknown ->
            unknown ? Mono.error(InvalidInput.of("models", "input.unknown")) : Mono.empty());
  }

  private Mono<Void> requireSuccessor(Viewer viewer, Api api) {
    var successor = api.successor();
    if (successor == null) {
      return Mono.empty();
    }
    return apis.find(successor)
        .filter(found -> !found.id().equals(api.id()))
        .filter(found -> VisibleApis.isVisible(viewer, found))
        .switchIfEmpty(Mono.error(() -> InvalidInput.of("successor", "input.unknown")))
        .then();
  }

  /** One that exists, and with which the viewer may do this. */
  public Mono<Api> allowed(Viewer viewer, Action action, ApiId id) {
    return known(apis.find(id))
        .doOnNext(api -> Authorization.require(viewer, action, api.tenant()));
  }

  private static Change audited(Viewer viewer, @Nullable Api before, Api after, String happened) {
    return Audited.by(viewer, after.tenant(), "api", after.id(), happened)
        .changed(before == null ? null : fields(before), fields(after))
        .change();
  }

  private static Map<String, String> fields(Api api) {
    var fields = new TreeMap<String, String>();
    fields.put("slug", api.slug());
    fields.put("name", api.name());
    fields.put("summary", api.summary());
    fields.put("description", api.description());
    fields.put("version", api.version());
    fields.put("visibility", api.visibility().name());
    fields.put("basePath", api.basePath());
    fields.put("models", api.models().stream().map(Object::toString).sorted().toList().toString());
    fields.put("successor", String.valueOf(api.successor()));
    fields.put("openapi", api.openapi() == null ? "" : api.openapi().length() + " characters");
    fields.put("strict", Boolean.toString(api.strict()));
    fields.put("responseDays", api.responseDays() == null ? "" : api.responseDays().toString());
    return fields;
  }
}
