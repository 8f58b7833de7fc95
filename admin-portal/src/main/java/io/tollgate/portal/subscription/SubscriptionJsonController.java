package io.tollgate.portal.subscription;

import io.swagger.v3.oas.annotations.tags.Tag;
import io.tollgate.domain.application.ApplicationId;
import io.tollgate.domain.authorization.Viewer;
import io.tollgate.domain.catalogue.PlanId;
import io.tollgate.domain.money.Money;
import io.tollgate.domain.subscription.Subscription;
import io.tollgate.domain.subscription.SubscriptionId;
import io.tollgate.domain.tenant.TenantId;
import io.tollgate.portal.adminapi.AdminApi;
import io.tollgate.portal.adminapi.Listing;
import io.tollgate.portal.adminapi.Paging;
import io.tollgate.portal.operation.InvalidInput;
import io.tollgate.portal.subscription.SubscriptionRequest.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Subscriptions and decisions about them, for scripts. */
@AdminApi
@Tag(name = "Subscriptions")
class SubscriptionJsonController {

  /** Either an application that exists, or a name and a tenant for one made on the way. */
  record SubscribeRequest(
      @Nullable UUID plan,
      @Nullable UUID application,
      @Nullable UUID tenant,
      @Nullable String newApplication,
      @Nullable String purpose) {

    SubscriptionRequest request() {
      if (plan == null) {
        throw InvalidInput.of("plan", "input.required");
      }
      return new SubscriptionRequest(new PlanId(plan), caller(), purpose);
    }

    private Caller caller() {
      if (application != null) {
        return new Caller.Existing(new ApplicationId(application));
      }
      if (tenant == null) {
        throw InvalidInput.of("application", "input.required");
      }
      return new Caller.New(new TenantId(tenant), newApplication);
    }
  }

  /**
   * Which subscriptions are asked for.
   *
   * @param q a part of the API's or the application's name
   */
  record SubscriptionQuestion(@Nullable String q, Subscription.@Nullable Status status) {

    SubscriptionQuery query() {
      return new SubscriptionQuery(q, status == null ? Set.of() : Set.of(status), null);
    }
  }

  record ReasonRequest(@Nullable String reason) {}

  /** What a subscription names, by id and for people. */
  record Named(UUID id, String name) {}

  record SubscriptionResponse(
      UUID id,
      Subscription.Status status,
      Named application,
      Named tenant,
      Named api,
      Named owner,
      Named plan,
      String purpose,
      @Nullable String reason,
      Instant requestedAt,
      @Nullable Instant decidedAt) {

    static SubscriptionResponse of(SubscriptionOverview overview) {
      var subscription = overview.subscription();
      return new SubscriptionResponse(
          subscription.id().value(),
          subscription.status(),
          new Named(overview.application().id().value(), overview.application().name()),
          new Named(overview.tenant().id().value(), overview.tenant().name()),
          new Named(overview.api().id().value(), overview.api().name()),
          new Named(overview.owner().id().value(), overview.owner().name()),
          new Named(overview.plan().id().value(), overview.plan().name()),
          subscription.purpose(),
          subscription.reason(),
          subscription.requestedAt(),
          subscription.decidedAt());
    }
  }

  record TimelineResponse(
      Subscription.Status status, String actor, @Nullable String note, Instant occurredAt) {

    static TimelineResponse of(TimelineStep step) {
      var event = step.event();
      return new TimelineResponse(event.status(), step.actor(), event.note(), event.occurredAt());
    }
  }

  /** An amount, exact to nine decimals. */
  record AmountResponse(String currency, String amount) {

    static List<AmountResponse> of(List<Money> amounts) {
      return amounts.stream()
          .map(money ->
              new AmountResponse(
                  money.currency().getCurrencyCode(), money.amount().toPlainString()))
          .toList();
    }
  }

  /**
   * What a subscription may come to cost in so many days.
   *
   * @param atMost with every limit of the plan used to the full; null where none bounds it
   * @param unpriced the models whose cost is unknown
   * @param similar what other applications with the plan spent lately
   */
  record ProjectionResponse(
      long days,
      @Nullable List<AmountResponse> atMost,
      List<String> unpriced,
      List<AmountResponse> similar) {

    static ProjectionResponse of(Projection projection) {
      var similar = AmountResponse.of(projection.similar());
      return switch (projection.ceiling()) {
        case Ceiling.UpTo most -> of(AmountResponse.of(most.amounts()), List.of(), similar);
        case Ceiling.Unlimited unlimited -> of(null, List.of(), similar);
        case Ceiling.Unpriced unpriced -> of(null, unpriced.models(), similar);
        case Ceiling.WithoutTokens none -> of(List.of(), List.of(), similar);
      };
    }

    private static ProjectionResponse of(
        @Nullable List<AmountResponse> atMost,
        List<String> unpriced,
        List<AmountResponse> similar) {
      return new ProjectionResponse(Ceiling.PERIOD.toDays(), atMost, unpriced, similar);
    }
  }

  private final SubscriptionOperations subscriptions;
  private final RequestSubscription requests;
  private final SubscriptionDecisions decisions;
  private final Projections projections;

  SubscriptionJsonController(
      SubscriptionOperations subscriptions,
      RequestSubscription requests,
      SubscriptionDecisions decisions,
      Projections projections) {
    this.subscriptions = subscriptions;
    this.requests = requests;
    this.decisions = decisions;
    this.projections = projections;
  }

  @GetMapping("/tenants/{tenant}/subscriptions")
  Mono<Listing<SubscriptionResponse>> listSubscriptions(
      @AuthenticationPrincipal Viewer viewer,
      @PathVariable TenantId tenant,
      @ParameterObject SubscriptionQuestion question,
      @ParameterObject Paging paging) {
    return page(
        paging,
        (after, limit) -> subscriptions.list(viewer, tenant, question.query(), after, limit));
  }

  @GetMapping("/applications/{application}/subscriptions")
  Mono<Listing<SubscriptionResponse>> listSubscriptionsOfApplication(
      @AuthenticationPrincipal Viewer viewer,
      @PathVariable ApplicationId application,
      @ParameterObject SubscriptionQuestion question,
      @ParameterObject Paging paging) {
    return page(
        paging,
        (after, limit) -> subscriptions.list(viewer, application, question.query(), after, limit));
  }

  @GetMapping("/tenants/{tenant}/grants")
  Mono<Listing<SubscriptionResponse>> listGrants(
      @AuthenticationPrincipal Viewer viewer,
      @PathVariable TenantId tenant,
      @ParameterObject SubscriptionQuestion question,
      @ParameterObject Paging paging) {
    return page(
        paging,
        (after, limit) -> decisions.granted(viewer, tenant, question.query(), after, limit));
  }

  @GetMapping("/tenants/{tenant}/approvals")
  Mono<Listing<SubscriptionResponse>> listApprovals(
      @AuthenticationPrincipal Viewer viewer,
      @PathVariable TenantId tenant,
      @ParameterObject Paging paging) {
    return page(paging, (after, limit) -> decisions.inbox(viewer, tenant, after, limit));
  }

  @GetMapping("/approvals")
  Mono<Listing<SubscriptionResponse>> listAllApprovals(
      @AuthenticationPrincipal Viewer viewer, @ParameterObject Paging paging) {
    return page(paging, (after, limit) -> decisions.inbox(viewer, after, limit));
  }

  @PostMapping("/subscriptions")
  @ResponseStatus(HttpStatus.CREATED)
  Mono<SubscriptionResponse> requestSubscription(
      @AuthenticationPrincipal Viewer viewer, @RequestBody SubscribeRequest request) {
    return Mono.defer(() -> requests.request(viewer, request.request()))
        .flatMap(saved -> overview(viewer, saved));
  }

  @GetMapping("/subscriptions/{subscription}")
  Mono<SubscriptionResponse> getSubscription(
      @AuthenticationPrincipal Viewer viewer, @PathVariable SubscriptionId subscription) {
    return subscriptions.find(viewer, subscription).map(SubscriptionResponse::of);
  }

  @GetMapping("/subscriptions/{subscription}/timeline")
  Mono<List<TimelineResponse>> getTimeline(
      @AuthenticationPrincipal Viewer viewer, @PathVariable SubscriptionId subscription) {
    return subscriptions.timeline(viewer, subscription).map(TimelineResponse::of).collectList();
  }

  @GetMapping("/subscriptions/{subscription}/projection")
  Mono<ProjectionResponse> getProjection(
      @AuthenticationPrincipal Viewer viewer, @PathVariable SubscriptionId subscription) {
    return projections.of(viewer, subscription).map(ProjectionResponse::of);
  }

  @PostMapping("/subscriptions/{subscription}/approve")
  Mono<SubscriptionResponse> approveSubscription(
      @AuthenticationPrincipal Viewer viewer, @PathVariable SubscriptionId subscription) {
    return decisions.approve(viewer, subscription).flatMap(saved -> overview(viewer, saved));
  }

  @PostMapping("/subscriptions/{subscription}/reject")
  Mono<SubscriptionResponse> rejectSubscription(
      @AuthenticationPrincipal Viewer viewer,
      @PathVariable SubscriptionId subscription,
      @RequestBody ReasonRequest request) {
    return decisions
        .reject(viewer, subscription, request.reason())
        .flatMap(saved -> overview(viewer, saved));
  }

  @PostMapping("/subscriptions/{subscription}/suspend")
  Mono<SubscriptionResponse> suspendSubscription(
      @AuthenticationPrincipal Viewer viewer,
      @PathVariable SubscriptionId subscription,
      @RequestBody ReasonRequest request) {
    return decisions
        .suspend(viewer, subscription, request.reason())
        .flatMap(saved -> overview(viewer, saved));
  }

  @PostMapping("/subscriptions/{subscription}/close")
  Mono<SubscriptionResponse> closeSubscription(
      @AuthenticationPrincipal Viewer viewer, @PathVariable SubscriptionId subscription) {
    return subscriptions.close(viewer, subscription).flatMap(saved -> overview(viewer, saved));
  }

  private Mono<SubscriptionResponse> overview(Viewer viewer, Subscription saved) {
    return subscriptions.find(viewer, saved.id()).map(SubscriptionResponse::of);
  }

  private interface Pages {

    Flux<SubscriptionOverview> read(@Nullable SubscriptionId after, int limit);
  }

  private static Mono<Listing<SubscriptionResponse>> page(Paging paging, Pages pages) {
    return Flux.defer(() -> pages.read(paging.after(SubscriptionId::of), paging.size() + 1))
        .map(SubscriptionResponse::of)
        .collectList()
        .map(read -> Listing.ofOneMore(read, one -> one.id().toString(), paging.size()));
  }
}
