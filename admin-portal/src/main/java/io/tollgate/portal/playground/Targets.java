package io.tollgate.portal.playground;

import static io.tollgate.portal.operation.Lookup.named;

import io.tollgate.domain.application.Application;
import io.tollgate.domain.authorization.Action;
import io.tollgate.domain.authorization.Authorization;
import io.tollgate.domain.authorization.Viewer;
import io.tollgate.domain.catalogue.Api;
import io.tollgate.domain.model.Model;
import io.tollgate.domain.model.Models;
import io.tollgate.domain.subscription.Subscription.Status;
import io.tollgate.domain.subscription.SubscriptionId;
import io.tollgate.domain.tenant.TenantId;
import io.tollgate.portal.operation.InvalidInput;
import io.tollgate.portal.subscription.SubscriptionOperations;
import io.tollgate.portal.subscription.SubscriptionOverview;
import io.tollgate.portal.subscription.SubscriptionQuery;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Finds what somebody may try. The gateway checks all of it once more. */
@Component
class Targets {

  /** Nobody looks through more in a list of choices. */
  private static final int OFFERED = 50;

  private final SubscriptionOperations subscriptions;
  private final Models models;

  Targets(SubscriptionOperations subscriptions, Models models) {
    this.subscriptions = subscriptions;
    this.models = models;
  }

  /** All of a tenant, newest subscription first; none for who may not make keys there. */
  Flux<Target> of(Viewer viewer, TenantId tenant) {
    return Authorization.allows(viewer, Action.MANAGE_CREDENTIALS, tenant)
        ? models
            .all()
            .collectList()
            .flatMapMany(all ->
                subscriptions
                    .list(viewer, tenant, SubscriptionQuery.in(Status.APPROVED), null, OFFERED)
                    .flatMapIterable(overview -> targets(overview, all)))
        : Flux.empty();
  }

  /** The one that a form names, for somebody who may make keys of its application. */
  Mono<Target> find(Viewer viewer, String field, @Nullable String value) {
    return named(field, Mono.justOrEmpty(value).mapNotNull(Targets::subscription))
        .flatMap(id -> subscriptions.find(viewer, id))
        .doOnNext(found ->
            Authorization.require(viewer, Action.MANAGE_CREDENTIALS, found.subscription().tenant()))
        .zipWith(models.all().collectList(), Targets::targets)
        .flatMap(targets ->
            Flux.fromIterable(targets)
                .filter(target -> target.value().equals(value))
                .next()
                .switchIfEmpty(Mono.error(() -> InvalidInput.of(field, "playground.target.gone"))));
  }

  private static List<Target> targets(SubscriptionOverview overview, List<Model> models) {
    return isUsable(overview)
        ? models.stream()
            .filter(model -> overview.api().models().contains(model.id()))
            .filter(model -> overview.plan().offers(model.id()) && canChat(model))
            .map(model ->
                new Target(
                    overview.subscription().id(), overview.application(), overview.api(), model))
            .toList()
        : List.of();
  }

  private static boolean isUsable(SubscriptionOverview overview) {
    return overview.subscription().status() == Status.APPROVED
        && overview.application().status() == Application.Status.ACTIVE
        && overview.api().kind() == Api.Kind.AI
        && overview.api().isServed();
  }

  private static boolean canChat(Model model) {
    return model.status() == Model.Status.ACTIVE
        && model.capabilities().contains(Model.Capability.CHAT);
  }

  private static @Nullable SubscriptionId subscription(String value) {
    try {
      return SubscriptionId.of(value.substring(0, Math.max(value.indexOf('/'), 0)));
    } catch (IllegalArgumentException noId) {
      return null;
    }
  }
}
