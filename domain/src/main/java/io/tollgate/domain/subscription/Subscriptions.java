package io.tollgate.domain.subscription;

import io.tollgate.domain.application.ApplicationId;
import io.tollgate.domain.tenant.TenantId;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The subscriptions of all applications. Writes belong inside {@code Transactions}. */
public interface Subscriptions {

  Mono<Subscription> find(SubscriptionId id);

  /**
   * As it stands now, kept from changing until the transaction around it ends: of two people who
   * decide at once, the second sees what the first did.
   */
  Mono<Subscription> findForChange(SubscriptionId id);

  Flux<Subscription> of(ApplicationId application);

  /** What a tenant consumes, newest first. */
  Flux<Subscription> consumedBy(TenantId tenant);

  /** What is asked of or granted by a tenant, newest first. */
  Flux<Subscription> grantedBy(TenantId owner);

  /** All of one state, oldest request first. */
  Flux<Subscription> in(Subscription.Status status);

  /**
   * Inserts or replaces and adds a step to the timeline when the state is new; fails with {@link
   * AlreadySubscribed} when the application has a live subscription to the API.
   */
  Mono<Subscription> save(Subscription subscription);

  /** The timeline, oldest first. */
  Flux<SubscriptionEvent> events(SubscriptionId subscription);
}
