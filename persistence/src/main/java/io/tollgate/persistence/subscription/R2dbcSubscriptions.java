package io.tollgate.persistence.subscription;

import io.tollgate.domain.application.ApplicationId;
import io.tollgate.domain.id.UuidV7;
import io.tollgate.domain.subscription.AlreadySubscribed;
import io.tollgate.domain.subscription.Subscription;
import io.tollgate.domain.subscription.SubscriptionEvent;
import io.tollgate.domain.subscription.SubscriptionId;
import io.tollgate.domain.subscription.Subscriptions;
import io.tollgate.domain.tenant.TenantId;
import io.tollgate.persistence.database.Detached;
import io.tollgate.persistence.database.EnumColumn;
import io.tollgate.persistence.database.UniqueConstraint;
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
  public Flux<Subscription> of(ApplicationId application) {
    return database
        .sql(SELECT + "where application_id = :application order by requested_at desc, id desc")
        .bind("application", application.value())
        .mapProperties(SubscriptionRow.class)
        .all()
        .as(Detached::flux)
        .map(SubscriptionRow::toSubscription);
  }

  @Override
  public Flux<Subscription> consumedBy(TenantId tenant) {
    return database
        .sql(SELECT + "where tenant_id = :tenant order by requested_at desc, id desc")
        .bind("tenant", tenant.value())
        .mapProperties(SubscriptionRow.class)
        .all()
        .as(Detached::flux)
        .map(SubscriptionRow::toSubscription);
  }

  @Override
  public Flux<Subscription> grantedBy(TenantId owner) {
    return database
        .sql(SELECT + "where owner_tenant_id = :owner order by requested_at desc, id desc")
        .bind("owner", owner.value())
        .mapProperties(SubscriptionRow.class)
        .all()
        .as(Detached::flux)
        .map(SubscriptionRow::toSubscription);
  }

  @Override
  public Flux<Subscription> in(Subscription.Status status) {
    return database
        .sql(SELECT + "where status = :status order by requested_at, id")
        .bind("status", EnumColumn.text(status))
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
