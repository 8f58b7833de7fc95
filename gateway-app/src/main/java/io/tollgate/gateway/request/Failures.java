package io.tollgate.gateway.request;

import io.tollgate.domain.ledger.LedgerEntry.Outcome;
import io.tollgate.domain.snapshot.Access;
import io.tollgate.gateway.errors.GatewayFailure;
import io.tollgate.gateway.metering.Result;
import io.tollgate.gateway.metering.Settlements;
import io.tollgate.providers.ErrorRenderer;
import java.net.URI;
import java.util.List;

/** Turns failures into the ledger's entry and the client's answer. */
final class Failures {

  /** The client closed the connection; nobody sees this status but the ledger. */
  static final int CLIENT_CLOSED = 499;

  private final Settlements settlements;
  private final URI portal;

  Failures(Settlements settlements, URI portal) {
    this.settlements = settlements;
    this.portal = portal;
  }

  Reply.Whole render(Received received, GatewayFailure failure) {
    var rendered =
        ErrorRenderer.render(
            received.protocol(), failure.toClientError(), received.id().toString());
    return Reply.Whole.of(rendered.status(), rendered.headers(), rendered.body());
  }

  /** Books and renders a failure before which nothing was consumed. */
  Reply refuse(Reached reached, GatewayFailure failure) {
    var received = reached.received();
    var reply = render(received, failure);
    settlements.settle(
        reached.subject(),
        Result.unconsumed(failure, reply.status(), null, List.of(), received.ownTimings()));
    return reply;
  }

  /** Books a request whose client left before it was read. */
  void abandoned(Reached reached) {
    var failure = new GatewayFailure.BodyTooSlow();
    settlements.settle(
        reached.subject(),
        Result.unconsumed(failure, CLIENT_CLOSED, null, List.of(), reached.received().ownTimings())
            .withOutcome(Outcome.CANCELLED, "client_closed"));
  }

  GatewayFailure notSubscribed(Access.NotSubscribed missing) {
    var where = portal.resolve("/apis/" + missing.api().slug()).toString();
    return new GatewayFailure.NotSubscribed(missing.api().name(), missing.status(), where);
  }
}
