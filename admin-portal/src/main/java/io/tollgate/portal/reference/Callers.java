package io.tollgate.portal.reference;

import static io.tollgate.portal.operation.Lookup.named;

import io.tollgate.domain.application.Application;
import io.tollgate.domain.authorization.Action;
import io.tollgate.domain.authorization.Authorization;
import io.tollgate.domain.authorization.Viewer;
import io.tollgate.domain.catalogue.Api;
import io.tollgate.domain.subscription.Subscription.Status;
import io.tollgate.domain.subscription.SubscriptionId;
import io.tollgate.domain.tenant.TenantId;
import io.tollgate.portal.operation.InvalidInput;
import io.tollgate.portal.subscription.SubscriptionOperations;
import io.tollgate.portal.subscription.SubscriptionOverview;
import io.tollgate.portal.subscription.SubscriptionQuery;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Finds through whom somebody may try an API. The gateway checks all of it once more. */
@Component
class Callers {

  /** Nobody looks through more in a list of choices. */
  private static final int OFFERED = 50;

  private final SubscriptionOperations subscriptions;

  Callers(SubscriptionOperations subscriptions) {
    this.subscriptions = subscriptions;
  }

  /** Those of a tenant, newest subscription first; none for who may not make keys there. */
  Flux<Caller> of(Viewer viewer, TenantId tenant, Api api) {
    return Authorization.allows(viewer, Action.MANAGE_CREDENTIALS, tenant)
        ? subscriptions
            .list(viewer, tenant, SubscriptionQuery.in(Status.APPROVED).to(api.id()), null, OFFERED)
            .filter(one -> serves(one, api))
            .map(Callers::caller)
        : Flux.empty();
  }

  /** The one that a form names, for somebody who may make keys of its application. */
  Mono<Caller> find(Viewer viewer, @Nullable String subscription, Api api) {
    return named("caller", Mono.justOrEmpty(subscription).mapNotNull(Callers::id))
        .flatMap(id -> subscriptions.find(viewer, id))
        .doOnNext(found ->
            Authorization.require(viewer, Action.MANAGE_CREDENTIALS, found.subscription().tenant()))
        .filter(found -> serves(found, api))
        .map(Callers::caller)
        .switchIfEmpty(Mono.error(() -> InvalidInput.of("caller", "reference.try.gone")));
  }

  private static boolean serves(SubscriptionOverview overview, Api api) {
    return overview.api().id().equals(api.id())
        && overview.subscription().status() == Status.APPROVED
        && overview.application().status() == Application.Status.ACTIVE
        && overview.api().isServed();
  }

  private static Caller caller(SubscriptionOverview overview) {
    return new Caller(overview.subscription().id(), overview.application(), overview.api());
  }

  private static @Nullable SubscriptionId id(String text) {
    try {
      return SubscriptionId.of(text);
    } catch (IllegalArgumentException noId) {
      return null;
    }
  }
}
