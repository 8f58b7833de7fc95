package io.tollgate.persistence.subscription;

import io.tollgate.domain.application.ApplicationId;
import io.tollgate.domain.subscription.SubscriptionCount;
import java.util.UUID;

/** How many subscriptions an application has had, counted in the database. */
record SubscriptionCountRow(UUID applicationId, long subscriptions) {

  static final String SELECT =
      """
      select application_id, count(*) as subscriptions
      from subscription
      where application_id = any(:applications)
      group by application_id
      """;

  SubscriptionCount toCount() {
    return new SubscriptionCount(new ApplicationId(applicationId), subscriptions);
  }
}
