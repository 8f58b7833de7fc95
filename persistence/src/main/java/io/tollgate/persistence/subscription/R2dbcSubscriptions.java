package io.tollgate.persistence.subscription;

import io.tollgate.domain.application.ApplicationId;
import io.tollgate.domain.catalogue.ApiId;
import io.tollgate.domain.id.UuidV7;
import io.tollgate.domain.subscription.AlreadySubscribed;
import io.tollgate.domain.subscription.Subscription;
import io.tollgate.domain.subscription.Subscription.Status;
import io.tollgate.domain.subscription.SubscriptionCount;
import io.tollgate.domain.subscription.SubscriptionEvent;
import io.tollgate.domain.subscription.SubscriptionFilter;
import io.tollgate.domain.subscription.SubscriptionId;
import io.tollgate.domain.subscription.SubscriptionScope;
import io.tollgate.domain.subscription.Subscriptions;
import io.tollgate.domain.tenant.TenantId;
import io.tollgate.persistence.database.Detached;
import io.tollgate.persistence.database.EnumColumn;
import io.tollgate.persistence.database.PageSize;
import io.tollgate.persistence.database.UniqueConstraint;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** {@link Subscriptions} on PostgreSQL. */
final class R2dbcSubscriptions implements Subscriptions {

  private static final String SELECT = "select " + SubscriptionRow.COLUMNS + " from subscription ";

  /** Who subscribed to what, and when, stays as it was; the rest may change. */
  private static final String SAVE =
      """
      with previous as (
        select status from subscription where id = :id
      ), saved as (
        insert into subscription (
          id, application_id, tenant_id, api_id, owner_tenant_id, plan_id, status, purpose,
          reason, requested_by, requested_at, decided_by, decided_at)
        values (
          :id, :applicationId, :tenantId, :apiId, :ownerTenantId, :planId, :status, :purpose,
          :reason, :requestedBy, :requestedAt, :decidedBy, :decidedAt)
        on conflict (id) do update set
          plan_id = excluded.plan_id,
          status = excluded.status,
          purpose = excluded.purpose,
          reason = excluded.reason,
          decided_by = excluded.decided_by,
          decided_at = excluded.decided_at
        returning
          id, status, reason, requested_by, requested_at, decided_by, decided_at
      )
      insert into subscription_event (id, subscription_id, status, actor_id, note, occurred_at)
      select
        :eventId,
        id,
        status,
        case when decided_at is null then requested_by else decided_by end,
        reason,
        coalesce(decided_at, requested_at)
      from saved
      where status is distinct from (select status from previous)
      """;

  /** Each is looked up by itself: a tenant may have very many of one kind. */
  private static final String LIVE =
      """
      select newest.*
      from unnest(:tenants::uuid[]) as asked_tenant (id)
      cross join unnest(:apis::uuid[]) as asked_api (id)
      cross join unnest(:states::text[]) as asked_state (word)
      cross join lateral (
        select %s from subscription
        where tenant_id = asked_tenant.id and api_id = asked_api.id and status = asked_state.word
        order by requested_at desc, id desc limit 1
      ) newest
      """
          .formatted(SubscriptionRow.COLUMNS);

  private final DatabaseClient database;

  R2dbcSubscriptions(DatabaseClient database) {
    this.database = database;
  }

  @Override
  public Mono<Subscription> find(SubscriptionId id) {
    return find(id, SELECT + "where id = :id");
  }

  @Override
  public Mono<Subscription> findForChange(SubscriptionId id) {
    return find(id, SELECT + "where id = :id for update");
  }

  private Mono<Subscription> find(SubscriptionId id, String sql) {
    return database
        .sql(sql)
        .bind("id", id.value())
        .mapProperties(SubscriptionRow.class)
        .one()
        .as(Detached::mono)
        .map(SubscriptionRow::toSubscription);
  }

  @Override
  public Flux<Subscription> list(
      SubscriptionFilter filter, @Nullable SubscriptionId after, int limit) {
    return read(SubscriptionSearch.newestFirst(filter, after), limit);
  }

  @Override
  public Flux<Subscription> waiting(
      SubscriptionScope scope, @Nullable SubscriptionId after, int limit) {
    return read(SubscriptionSearch.waiting(scope, after), limit);
  }

  private Flux<Subscription> read(SubscriptionSearch search, int limit) {
    return database
        .sql(SELECT + search)
        .bindValues(search.values())
        .bind("limit", PageSize.checked(limit))
        .mapProperties(SubscriptionRow.class)
        .all()
        .as(Detached::flux)
        .map(SubscriptionRow::toSubscription);
  }

  @Override
  public Mono<Long> count(SubscriptionFilter filter, int most) {
    var search = SubscriptionSearch.of(filter);
    return database
        .sql("select count(*) from (select from subscription " + search + " limit :most) counted")
        .bindValues(search.values())
        .bind("most", most)
        .mapValue(Long.class)
        .one()
        .as(Detached::mono);
  }

  @Override
  public Flux<SubscriptionCount> counts(Collection<ApplicationId> applications) {
    return database
        .sql(SubscriptionCountRow.SELECT)
        .bind("applications", applications.stream().map(ApplicationId::value).toArray(UUID[]::new))
        .mapProperties(SubscriptionCountRow.class)
        .all()
        .as(Detached::flux)
        .map(SubscriptionCountRow::toCount);
  }

  @Override
  public Flux<Subscription> live(Collection<TenantId> consumers, Collection<ApiId> apis) {
    return database
        .sql(LIVE)
        .bind("tenants", consumers.stream().map(TenantId::value).toArray(UUID[]::new))
        .bind("apis", apis.stream().map(ApiId::value).toArray(UUID[]::new))
        .bind("states", Status.LIVE.stream().map(EnumColumn::text).toArray(String[]::new))
        .mapProperties(SubscriptionRow.class)
        .all()
        .as(Detached::flux)
        .map(SubscriptionRow::toSubscription);
  }

  @Override
  public Mono<Subscription> save(Subscription subscription) {
    return database
        .sql(SAVE)
        .bindProperties(SubscriptionRow.of(subscription))
        .bind("eventId", UuidV7.create())
        .then()
        .onErrorMap(DuplicateKeyException.class, R2dbcSubscriptions::inWordsOfTheDomain)
        .thenReturn(subscription);
  }

  @Override
  public Flux<SubscriptionEvent> events(SubscriptionId subscription) {
    return database
        .sql(
            "select "
                + SubscriptionEventRow.COLUMNS
                + " from subscription_event where subscription_id = :subscription"
                + " order by occurred_at, id")
        .bind("subscription", subscription.value())
        .mapProperties(SubscriptionEventRow.class)
        .all()
        .as(Detached::flux)
        .map(SubscriptionEventRow::toEvent);
  }

  private static Throwable inWordsOfTheDomain(DuplicateKeyException failure) {
    return switch (UniqueConstraint.violatedBy(failure)) {
      case "subscription_live" -> new AlreadySubscribed();
      default -> failure;
    };
  }
}
