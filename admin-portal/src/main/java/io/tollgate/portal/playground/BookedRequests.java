package io.tollgate.portal.playground;

import io.tollgate.domain.authorization.NotVisible;
import io.tollgate.domain.authorization.Viewer;
import io.tollgate.domain.ledger.LedgerEntry;
import io.tollgate.domain.ledger.LedgerScope;
import io.tollgate.domain.tenant.TenantId;
import io.tollgate.portal.usage.RequestLog;
import java.time.Duration;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** What the ledger says of a request that has just ended. */
@Component
public class BookedRequests {

  /** Entries are written in batches, within two seconds. */
  private static final Retry UNTIL_BOOKED =
      Retry.fixedDelay(30, Duration.ofMillis(200)).filter(NotVisible.class::isInstance);

  private final RequestLog log;

  BookedRequests(RequestLog log) {
    this.log = log;
  }

  /** A tenant's request; empty when it is not booked in time. */
  public Mono<LedgerEntry> find(Viewer viewer, TenantId tenant, UUID request) {
    return log.find(viewer, new LedgerScope.Consumer(tenant), request)
        .retryWhen(UNTIL_BOOKED)
        .onErrorComplete();
  }
}
