package io.tollgate.domain.subscription;

import io.tollgate.domain.application.ApplicationId;
import io.tollgate.domain.catalogue.ApiId;
import io.tollgate.domain.tenant.TenantId;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
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

  /**
   * Newest request first, at most 10,000.
   *
   * @param after the one that the page before ended with; null for the first page
   */
  Flux<Subscription> list(SubscriptionFilter filter, @Nullable SubscriptionId after, int limit);

  /**
   * What waits for a decision, oldest request first, at most 10,000.
   *
   * @param after the one that the page before ended with; null for the first page
   */
  Flux<Subscription> waiting(SubscriptionScope scope, @Nullable SubscriptionId after, int limit);

  /** How many there are; beyond so many nobody counts on. */
  Mono<Long> count(SubscriptionFilter filter, int most);

  /** How many there are. */
  default Mono<Long> count(SubscriptionFilter filter) {
    return count(filter, Integer.MAX_VALUE);
  }

  /** How many subscriptions applications have had; one without any is left out. */
  Flux<SubscriptionCount> counts(Collection<ApplicationId> applications);

  /** Of what tenants consume, the newest in each state that is live, for each of the APIs. */
  Flux<Subscription> live(Collection<TenantId> consumers, Collection<ApiId> apis);

  /**
   * Inserts or replaces and adds a step to the timeline when the state is new; fails with {@link
   * AlreadySubscribed} when the application has a live subscription to the API.
   */
  Mono<Subscription> save(Subscription subscription);

  /** The timeline, oldest first. */
  Flux<SubscriptionEvent> events(SubscriptionId subscription);
}
