package io.tollgate.persistence.subscription;

import io.tollgate.domain.catalogue.ApiId;
import io.tollgate.domain.catalogue.PlanId;
import io.tollgate.domain.subscription.Subscription.Status;
import io.tollgate.domain.subscription.SubscriptionFilter;
import io.tollgate.domain.subscription.SubscriptionId;
import io.tollgate.domain.subscription.SubscriptionScope;
import io.tollgate.domain.tenant.TenantId;
import io.tollgate.persistence.database.EnumColumn;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which subscriptions a question is about, in the order of their indexes. */
final class SubscriptionSearch {

  private static final String TEXT =
      """
      (api_id in (select id from api where strpos(lower(name), lower(:text)) > 0)
        or application_id in (
          select id from application where strpos(lower(name), lower(:text)) > 0))
      """;

  private final Map<String, Object> values = new HashMap<>();
  private final String scope;
  private final StringBuilder sql;

  private SubscriptionSearch(SubscriptionScope scope) {
    this.scope =
        switch (scope) {
          case SubscriptionScope.Caller caller ->
              bound("application_id = :caller", "caller", caller.application().value());
          case SubscriptionScope.Consumer consumer ->
              bound("tenant_id = :tenant", "tenant", consumer.tenant().value());
          case SubscriptionScope.Owners owners -> owned(owners.tenants());
          case SubscriptionScope.Platform platform -> "true";
        };
    sql = new StringBuilder("where ").append(this.scope);
  }

  static SubscriptionSearch of(SubscriptionFilter filter) {
    return new SubscriptionSearch(filter.scope())
        .and(TEXT, "text", filter.text())
        .in(filter.statuses())
        .and("tenant_id = :consumer", "consumer", value(filter.consumer()))
        .and("api_id = :api", "api", value(filter.api()))
        .and("plan_id = :plan", "plan", value(filter.plan()));
  }

  static SubscriptionSearch newestFirst(SubscriptionFilter filter, @Nullable SubscriptionId after) {
    return of(filter)
        .and("(requested_at, id) < ", after)
        .append(" order by requested_at desc, id desc limit :limit");
  }

  static SubscriptionSearch waiting(SubscriptionScope scope, @Nullable SubscriptionId after) {
    return of(SubscriptionFilter.of(scope).in(Status.PENDING))
        .and("(requested_at, id) > ", after)
        .append(" order by requested_at, id limit :limit");
  }

  /** Of one tenant it is said so that pages of it are read in the order of an index. */
  private String owned(Set<TenantId> tenants) {
    return tenants.size() == 1
        ? bound("owner_tenant_id = :owner", "owner", tenants.iterator().next().value())
        : bound(
            "owner_tenant_id = any(:owners)",
            "owners",
            tenants.stream().map(TenantId::value).toArray(UUID[]::new));
  }

  private String bound(String condition, String name, Object value) {
    values.put(name, value);
    return condition;
  }

  /** Requests of the same moment are told apart by their ids; another scope's has no place here. */
  private SubscriptionSearch and(String beyond, @Nullable SubscriptionId after) {
    var place = "(select requested_at, id from subscription where id = :after and " + scope + ")";
    return and(beyond + place, "after", after == null ? null : after.value());
  }

  /** The words stand in the statement, so that it is seen to fit the index of what waits. */
  private SubscriptionSearch in(Set<Status> statuses) {
    if (!statuses.isEmpty()) {
      var words = statuses.stream().map(status -> "'" + EnumColumn.text(status) + "'").toList();
      append(" and status in (" + String.join(", ", words) + ")");
    }
    return this;
  }

  private SubscriptionSearch and(String condition, String name, @Nullable Object value) {
    if (value != null) {
      append(" and " + condition);
      values.put(name, value);
    }
    return this;
  }

  private SubscriptionSearch append(String text) {
    sql.append(text);
    return this;
  }

  private static @Nullable UUID value(@Nullable TenantId id) {
    return id == null ? null : id.value();
  }

  private static @Nullable UUID value(@Nullable ApiId id) {
    return id == null ? null : id.value();
  }

  private static @Nullable UUID value(@Nullable PlanId id) {
    return id == null ? null : id.value();
  }

  Map<String, Object> values() {
    return values;
  }

  /** The text behind the columns; how many are wanted is bound as {@code limit}. */
  @Override
  public String toString() {
    return sql.toString();
  }
}
