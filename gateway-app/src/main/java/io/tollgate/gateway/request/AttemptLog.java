package io.tollgate.gateway.request;

import io.tollgate.domain.ledger.LedgerEntry.Attempt;
import io.tollgate.domain.ledger.LedgerEntry.Destination;
import io.tollgate.domain.model.ModelId;
import io.tollgate.domain.snapshot.ServedDeployment;
import io.tollgate.gateway.errors.GatewayFailure;
import io.tollgate.gateway.routing.DeploymentRouter;
import io.tollgate.gateway.routing.RetryBudget;
import io.tollgate.providers.call.UpstreamFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The attempts of one request, of which the breakers of their deployments are told. */
final class AttemptLog {

  private final DeploymentRouter router;
  private final RetryBudget retries;
  private final List<Attempt> attempts = new ArrayList<>(2);
  private long started;
  private int taken;

  AttemptLog(DeploymentRouter router, ModelId model) {
    this.router = router;
    this.retries = router.retries(model);
    retries.earn();
  }

  /** Whether another deployment may be asked after one that refused. */
  boolean mayGoOn() {
    boolean may = retries.take();
    taken += may ? 1 : 0;
    return may;
  }

  /** An answer has come, so that the attempts before it were worth the trouble. */
  void answered() {
    for (; taken > 0; taken--) {
      retries.giveBack();
    }
  }

  void begun() {
    started = System.nanoTime();
  }

  /**
   * Notes how an attempt ended.
   *
   * @param status what the upstream answered; 0 when it did not
   */
  void ended(ServedDeployment deployment, int status, @Nullable UpstreamFailure failed) {
    long nanos = System.nanoTime() - started;
    var id = deployment.deployment().id();
    attempts.add(
        new Attempt(
            new Destination.Deployed(id),
            status == 0 ? null : Integer.valueOf(status),
            failed == null ? null : failed.toClientError().code(),
            Duration.ofNanos(nanos)));
    var breaker = router.breaker(id);
    if (failed == null || failed.kind().clientsFault()) {
      breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
    } else if (failed.kind() == UpstreamFailure.Kind.RATE_LIMITED) {
      // It works, and says when to come back: no reason to keep everybody away.
      breaker.releasePermission();
    } else {
      breaker.onError(
          nanos, TimeUnit.NANOSECONDS, new GatewayFailure.Upstream(failed).toException());
    }
  }

  List<Attempt> all() {
    return attempts;
  }
}
