package io.tollgate.gateway.rest;

import io.tollgate.domain.id.UuidV7;
import io.tollgate.domain.ledger.LedgerEntry.Attempt;
import io.tollgate.domain.ledger.LedgerEntry.Destination;
import io.tollgate.domain.ledger.LedgerEntry.Outcome;
import io.tollgate.domain.snapshot.Access;
import io.tollgate.domain.snapshot.AccessRules;
import io.tollgate.domain.snapshot.Caller;
import io.tollgate.domain.snapshot.Grant;
import io.tollgate.domain.snapshot.PublishedApi;
import io.tollgate.domain.usage.Usage;
import io.tollgate.domain.usage.UsageSource;
import io.tollgate.gateway.admission.RateLimits;
import io.tollgate.gateway.admission.Reservation;
import io.tollgate.gateway.authentication.ApiKeyAuthentication;
import io.tollgate.gateway.errors.GatewayException;
import io.tollgate.gateway.errors.GatewayFailure;
import io.tollgate.gateway.metering.Result;
import io.tollgate.gateway.metering.Settlements;
import io.tollgate.gateway.metering.Subject;
import io.tollgate.gateway.metering.Timings;
import io.tollgate.gateway.snapshot.CurrentConfiguration;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** The checks of a REST request, and its ledger entry: the same as for AI requests. */
final class RestAccess {

  private final CurrentConfiguration current;
  private final ApiKeyAuthentication authentication;
  private final RateLimits limits;
  private final Settlements settlements;
  private final URI portal;
  private final Clock clock;

  RestAccess(
      CurrentConfiguration current,
      ApiKeyAuthentication authentication,
      RateLimits limits,
      Settlements settlements,
      URI portal,
      Clock clock) {
    this.current = current;
    this.authentication = authentication;
    this.limits = limits;
    this.settlements = settlements;
    this.portal = portal;
    this.clock = clock;
  }

  /** A request that may pass, until it is settled. */
  static final class Admitted {

    private final Subject subject;
    private final Reservation reservation;
    private final long startNanos;
    private volatile @Nullable Sent sent;

    private Admitted(Subject subject, Reservation reservation, long startNanos) {
      this.subject = subject;
      this.reservation = reservation;
      this.startNanos = startNanos;
    }

    Reservation reservation() {
      return reservation;
    }

    /** The upstream is called; until now, time was the gateway's own. */
    void sent(URI upstream) {
      sent = new Sent(Destination.Upstream.at(upstream), elapsed(startNanos));
    }
  }

  /**
   * The call of an upstream.
   *
   * @param after what had passed since the request began
   */
  private record Sent(Destination.Upstream upstream, Duration after) {}

  private static Duration elapsed(long startNanos) {
    return Duration.ofNanos(System.nanoTime() - startNanos);
  }

  UUID newId() {
    return UuidV7.at(clock.instant());
  }

  /** Lets a request pass or throws; a refusal of a known caller is booked. */
  Admitted admit(UUID id, ServerHttpRequest request, PublishedApi api) {
    long started = System.nanoTime();
    var caller = authenticate(request);
    var subject = subject(id, request, caller, null);
    try {
      var grant = grant(caller, api, request);
      subject = subject(id, request, caller, grant);
      var reservation = limits.reserve(grant.subscription().id(), grant.plan(), 0, 0);
      settlements.intend(
          subject, result(Outcome.INTERRUPTED, 0, "interrupted", List.of(), Timings.NONE));
      return new Admitted(subject, reservation, started);
    } catch (GatewayException refused) {
      var failure = refused.failure();
      var taken = elapsed(started);
      settlements.settle(
          subject,
          Result.unconsumed(
              failure,
              failure.toClientError().status(),
              null,
              List.of(),
              new Timings(taken, null, taken)));
      throw refused;
    }
  }

  private Caller authenticate(ServerHttpRequest request) {
    try {
      return authentication.authenticate(
          request.getHeaders(),
          request.getURI().getRawQuery(),
          current.get().snapshot(),
          clock.instant());
    } catch (GatewayException unknown) {
      settlements.unauthenticated(request.getRemoteAddress());
      throw unknown;
    }
  }

  private Grant grant(Caller caller, PublishedApi api, ServerHttpRequest request) {
    return switch (AccessRules.toApi(caller, api, null)) {
      case Access.Granted(Grant grant) -> grant;
      case Access.NotSubscribed(var missing, var status) ->
          throw new GatewayFailure.NotSubscribed(
                  missing.name(), status, portal.resolve("/apis/" + missing.slug()).toString())
              .toException();
      case Access.NotInPlan _, Access.Ambiguous _, Access.Unknown _ ->
          throw new GatewayFailure.UnknownPath(
                  request.getMethod().name(), request.getURI().getRawPath())
              .toException();
    };
  }

  private Subject subject(
      UUID id, ServerHttpRequest request, Caller caller, @Nullable Grant grant) {
    return new Subject(
        id,
        UuidV7.moment(id),
        request.getHeaders().getFirst("x-request-id"),
        caller,
        "rest",
        false,
        null,
        grant,
        null);
  }

  /** Books how the upstream answered. */
  void answered(Admitted admitted, int status) {
    var outcome = status >= 500 ? Outcome.FAILED : Outcome.COMPLETED;
    var code = status >= 500 ? "upstream_error" : null;
    settle(admitted, outcome, status, code, status);
  }

  /**
   * Books a failure.
   *
   * @param answered the status of the upstream, null when it did not come so far
   */
  void failed(Admitted admitted, GatewayFailure failure, @Nullable Integer answered) {
    var outcome = failure.refused() ? Outcome.REFUSED : Outcome.FAILED;
    settle(admitted, outcome, failure.toClientError().status(), failure.code(), answered);
  }

  /** Books a client that left; the upstream may have answered by then. */
  void cancelled(Admitted admitted, @Nullable Integer answered) {
    settle(admitted, Outcome.CANCELLED, 499, "client_closed", answered);
  }

  private void settle(
      Admitted admitted,
      Outcome outcome,
      int status,
      @Nullable String code,
      @Nullable Integer answered) {
    admitted.reservation.settle(0);
    var total = elapsed(admitted.startNanos);
    var sent = admitted.sent;
    var result =
        sent == null
            ? result(outcome, status, code, List.of(), new Timings(total, null, total))
            : result(
                outcome,
                status,
                code,
                List.of(new Attempt(sent.upstream(), answered, code, total.minus(sent.after()))),
                new Timings(sent.after(), null, total));
    settlements.settle(admitted.subject, result);
  }

  private static Result result(
      Outcome outcome, int status, @Nullable String code, List<Attempt> attempts, Timings timings) {
    return new Result(
        outcome,
        status,
        code,
        null,
        UsageSource.NONE,
        Usage.NONE,
        null,
        null,
        null,
        attempts,
        Map.of(),
        timings);
  }
}
