package io.tollgate.portal.plan;

import static io.tollgate.portal.operation.Lookup.known;

import io.tollgate.domain.audit.Change;
import io.tollgate.domain.authorization.Action;
import io.tollgate.domain.authorization.Viewer;
import io.tollgate.domain.catalogue.Api;
import io.tollgate.domain.catalogue.ApiId;
import io.tollgate.domain.catalogue.Apis;
import io.tollgate.domain.catalogue.Plan;
import io.tollgate.domain.catalogue.PlanId;
import io.tollgate.domain.configuration.Transactions;
import io.tollgate.domain.subscription.Subscription;
import io.tollgate.domain.subscription.SubscriptionFilter;
import io.tollgate.domain.subscription.SubscriptionScope;
import io.tollgate.domain.subscription.Subscriptions;
import io.tollgate.portal.api.ApiOperations;
import io.tollgate.portal.operation.Audited;
import io.tollgate.portal.operation.Checks;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What the tenant that publishes an API does with its plans. */
@Component
public class PlanOperations {

  private static final int MOST = 1_000_000_000;

  private final Apis apis;
  private final ApiOperations apiOperations;
  private final Subscriptions subscriptions;
  private final Transactions transactions;
  private final Clock clock;

  PlanOperations(
      Apis apis,
      ApiOperations apiOperations,
      Subscriptions subscriptions,
      Transactions transactions,
      Clock clock) {
    this.apis = apis;
    this.apiOperations = apiOperations;
    this.subscriptions = subscriptions;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** An API's plans, closed ones included, oldest first. */
  public Flux<Plan> list(Viewer viewer, ApiId api) {
    return apiOperations
        .allowed(viewer, Action.VIEW_OWN_APIS, api)
        .flatMapMany(found -> apis.plans(found.id()));
  }

  public Mono<Plan> find(Viewer viewer, PlanId id) {
    return owned(viewer, Action.VIEW_OWN_APIS, id).map(Owned::plan);
  }

  /** How many live subscriptions a change of the plan affects. */
  public Mono<Long> affected(Viewer viewer, PlanId id) {
    return owned(viewer, Action.VIEW_OWN_APIS, id)
        .flatMap(owned ->
            subscriptions.count(
                SubscriptionFilter.of(SubscriptionScope.grantedBy(owned.api().tenant()))
                    .on(id)
                    .in(Subscription.Status.LIVE)));
  }

  public Mono<Plan> create(Viewer viewer, ApiId api, NewPlan made) {
    return apiOperations
        .allowed(viewer, Action.MANAGE_APIS, api)
        .flatMap(owner -> {
          var checks = new Checks();
          var slug = checks.slug("slug", made.slug());
          var blank =
              new Plan(
                  PlanId.create(),
                  owner.id(),
                  slug,
                  slug,
                  "",
                  Plan.Approval.MANUAL,
                  null,
                  null,
                  Set.of(),
                  Plan.Status.ACTIVE,
                  clock.instant());
          var plan = apply(checks, made.details(), blank, owner);
          checks.done();
          return transactions.write(
              apis.save(plan), saved -> audited(viewer, owner, null, saved, "created"));
        });
  }

  public Mono<Plan> edit(Viewer viewer, PlanId id, PlanDetails details) {
    return owned(viewer, Action.MANAGE_APIS, id)
        .flatMap(owned -> {
          var checks = new Checks();
          var edited = apply(checks, details, owned.plan(), owned.api());
          checks.done();
          return transactions.write(
              apis.save(edited),
              saved -> audited(viewer, owned.api(), owned.plan(), saved, "edited"));
        });
  }

  /** Takes no new subscriptions; those it has go on. */
  public Mono<Plan> close(Viewer viewer, PlanId id) {
    return change(viewer, id, Plan.Status.CLOSED, "closed");
  }

  public Mono<Plan> reopen(Viewer viewer, PlanId id) {
    return change(viewer, id, Plan.Status.ACTIVE, "reopened");
  }

  private Mono<Plan> change(Viewer viewer, PlanId id, Plan.Status status, String happened) {
    return owned(viewer, Action.MANAGE_APIS, id)
        .flatMap(owned ->
            owned.plan().status() == status
                ? Mono.just(owned.plan())
                : transactions.write(
                    apis.save(withStatus(owned.plan(), status)),
                    saved -> audited(viewer, owned.api(), owned.plan(), saved, happened)));
  }

  private static Plan apply(Checks checks, PlanDetails details, Plan plan, Api api) {
    checks.require(api.models().containsAll(details.models()), "models", "input.modelsOutsideApi");
    return new Plan(
        plan.id(),
        plan.api(),
        plan.slug(),
        checks.required("name", details.name(), 120),
        checks.optional("description", details.description(), 2000),
        checks.chosen("approval", details.approval(), Plan.Approval.MANUAL),
        checks.within("requestsPerMinute", details.requestsPerMinute(), 1, MOST),
        checks.within("tokensPerMinute", details.tokensPerMinute(), 1, MOST),
        details.models(),
        plan.status(),
        plan.createdAt());
  }

  private static Plan withStatus(Plan plan, Plan.Status status) {
    return new Plan(
        plan.id(),
        plan.api(),
        plan.slug(),
        plan.name(),
        plan.description(),
        plan.approval(),
        plan.requestsPerMinute(),
        plan.tokensPerMinute(),
        plan.models(),
        status,
        plan.createdAt());
  }

  private Mono<Owned> owned(Viewer viewer, Action action, PlanId id) {
    return known(apis.findPlan(id))
        .flatMap(plan ->
            apiOperations.allowed(viewer, action, plan.api()).map(api -> new Owned(plan, api)));
  }

  private static Change audited(
      Viewer viewer, Api owner, @Nullable Plan before, Plan after, String happened) {
    return Audited.by(viewer, owner.tenant(), "plan", after.id(), happened)
        .changed(before == null ? null : fields(before), fields(after))
        .change();
  }

  private static Map<String, String> fields(Plan plan) {
    return Map.of(
        "slug", plan.slug(),
        "name", plan.name(),
        "description", plan.description(),
        "approval", plan.approval().name(),
        "requestsPerMinute", String.valueOf(plan.requestsPerMinute()),
        "tokensPerMinute", String.valueOf(plan.tokensPerMinute()),
        "models", plan.models().stream().map(Object::toString).sorted().toList().toString(),
        "status", plan.status().name());
  }

  private record Owned(Plan plan, Api api) {}
}
