package io.tollgate.gateway.request;

import io.tollgate.domain.ledger.LedgerEntry.Outcome;
import io.tollgate.domain.usage.UsageSource;
import io.tollgate.gateway.metering.Result;
import io.tollgate.gateway.metering.Timings;
import io.tollgate.gateway.request.Reached.Admitted;
import io.tollgate.providers.call.FinishReason;
import io.tollgate.providers.call.UpstreamFailure;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is written down of one admitted request: where it went, when, and how it ended. */
final class Booking {

  private final Dispatcher parts;
  private final Admitted admitted;
  private final AttemptLog attempts;
  private final Map<String, String> explanation = new TreeMap<>();

  private boolean settled;
  private @Nullable Routed routed;
  private @Nullable Duration gatewayTime;
  private @Nullable Duration firstToken;
  private List<String> withoutPlace = List.of();

  Booking(Dispatcher parts, Admitted admitted) {
    this.parts = parts;
    this.admitted = admitted;
    this.attempts = new AttemptLog(parts.router, admitted.model().model().id());
  }

  /** Notes that a deployment is going to be called, on disk. */
  void intend(Routed next) {
    routed = next;
    parts.settlements.intend(admitted.subject(), interrupted(next));
  }

  /** An attempt begins; until the first one, time was the gateway's own. */
  void sent() {
    attempts.begun();
    if (gatewayTime == null) {
      gatewayTime = admitted.received().elapsed();
    }
  }

  void answered() {
    attempts.answered();
  }

  void firstToken() {
    firstToken = admitted.received().elapsed();
  }

  boolean mayGoOn() {
    return attempts.mayGoOn();
  }

  void explain(String what, String why) {
    explanation.put(what, why);
  }

  /** What could not be carried to the deployment that is called, or from it to the client. */
  Set<String> dropped() {
    var all = new LinkedHashSet<String>();
    if (routed != null) {
      all.addAll(routed.request().dropped());
    }
    all.addAll(withoutPlace);
    return all;
  }

  /** What came in the answer for which the client's protocol has no place. */
  void withoutPlace(List<String> ofAnswer) {
    withoutPlace = ofAnswer;
  }

  void attempted(int status, @Nullable UpstreamFailure failed) {
    if (routed != null) {
      attempts.ended(routed.deployment(), status, failed);
    }
  }

  /** Books how it ended; once. */
  void settle(
      Outcome outcome,
      int status,
      @Nullable String code,
      @Nullable FinishReason finish,
      Consumption usage,
      @Nullable String responseModel) {
    var current = routed;
    var elapsed = admitted.received().elapsed();
    var result =
        new Result(
            outcome,
            status,
            code,
            finish == null ? null : finish.name().toLowerCase(Locale.ROOT),
            usage.source(),
            usage.usage(),
            current == null ? null : current.price(),
            current == null ? null : current.deployment(),
            responseModel,
            attempts.all(),
            explain(current),
            new Timings(gatewayTime == null ? elapsed : gatewayTime, firstToken, elapsed));
    settle(result);
  }

  /** What is booked if the gateway ends before the call does. */
  private Result interrupted(Routed next) {
    var usage = Consumption.ofSilence(admitted);
    return new Result(
        Outcome.INTERRUPTED,
        0,
        "interrupted",
        null,
        usage.source(),
        usage.usage(),
        next.price(),
        next.deployment(),
        null,
        List.of(),
        Map.of(),
        Timings.NONE);
  }

  private Map<String, String> explain(@Nullable Routed current) {
    if (current != null) {
      if (!current.request().adapted().isEmpty()) {
        explanation.put("adapted", String.join("; ", current.request().adapted()));
      }
      if (!dropped().isEmpty()) {
        explanation.put("dropped", String.join(", ", dropped()));
      }
    }
    return explanation;
  }

  private void settle(Result result) {
    if (settled) {
      return;
    }
    settled = true;
    admitted.reservation().settle(result.usage().total());
    admitted.subscribed().parsed().body().release();
    if (result.usageSource() == UsageSource.PROVIDER) {
      parts.estimates.learn(
          admitted.model().model().id(), admitted.request().inputBytes(), result.usage());
    } else if (result.outcome() == Outcome.COMPLETED
        && result.usageSource() == UsageSource.ESTIMATED) {
      parts.settlements.usageMissing();
    }
    parts.settlements.settle(admitted.subject(), result);
  }
}
