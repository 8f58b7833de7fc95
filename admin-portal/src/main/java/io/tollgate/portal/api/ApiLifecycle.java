package io.tollgate.portal.api;

import io.tollgate.domain.authorization.Action;
import io.tollgate.domain.authorization.Viewer;
import io.tollgate.domain.catalogue.Api;
import io.tollgate.domain.catalogue.ApiId;
import io.tollgate.domain.catalogue.Apis;
import io.tollgate.domain.catalogue.Lifecycle;
import io.tollgate.domain.catalogue.Plan;
import io.tollgate.domain.configuration.Transactions;
import io.tollgate.portal.operation.Audited;
import io.tollgate.portal.operation.Conflict;
import java.time.Clock;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Moves an API through its life. */
@Component
public class ApiLifecycle {

  private final Apis apis;
  private final ApiOperations operations;
  private final Transactions transactions;
  private final Clock clock;

  ApiLifecycle(Apis apis, ApiOperations operations, Transactions transactions, Clock clock) {
    this.apis = apis;
    this.operations = operations;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Puts it into the catalogue and on the gateway; it has to offer something by then. */
  public Mono<Api> publish(Viewer viewer, ApiId id) {
    return operations
        .allowed(viewer, Action.MANAGE_APIS, id)
        .delayUntil(api -> operations.requireMayPublish(viewer, api))
        .delayUntil(this::requireWhole)
        .flatMap(api -> move(viewer, api, Lifecycle.PUBLISHED, "published"));
  }

  /** Goes on serving, and takes no new subscriptions. */
  public Mono<Api> deprecate(Viewer viewer, ApiId id) {
    return operations
        .allowed(viewer, Action.MANAGE_APIS, id)
        .flatMap(api -> move(viewer, api, Lifecycle.DEPRECATED, "deprecated"));
  }

  /** Ends it: the gateway stops serving. */
  public Mono<Api> retire(Viewer viewer, ApiId id) {
    return operations
        .allowed(viewer, Action.MANAGE_APIS, id)
        .flatMap(api -> move(viewer, api, Lifecycle.RETIRED, "retired"));
  }

  private Mono<Api> move(Viewer viewer, Api api, Lifecycle next, String happened) {
    return Mono.defer(() ->
        transactions.write(
            apis.save(api.moveTo(next, clock.instant())),
            saved ->
                Audited.by(viewer, api.tenant(), "api", api.id(), happened)
                    .changed("lifecycle", api.lifecycle(), next)
                    .change()));
  }

  private Mono<Void> requireWhole(Api api) {
    var offers =
        switch (api.kind()) {
          case AI -> api.models().isEmpty() ? missing("api_has_no_models") : Mono.<Void>empty();
          case REST ->
              apis.routes(api.id())
                  .hasElements()
                  .flatMap(any -> any ? Mono.empty() : missing("api_has_no_routes"));
        };
    return offers.then(
        apis.plans(api.id())
            .any(plan -> plan.status() == Plan.Status.ACTIVE)
            .flatMap(any -> any ? Mono.empty() : missing("api_has_no_plans")));
  }

  private static Mono<Void> missing(String code) {
    return Mono.error(new Conflict(code));
  }
}
