package io.tollgate.gateway.request;

import io.tollgate.domain.snapshot.Caller;
import io.tollgate.domain.snapshot.Grant;
import io.tollgate.domain.snapshot.ServedModel;
import io.tollgate.gateway.admission.Reservation;
import io.tollgate.gateway.metering.Subject;
import io.tollgate.gateway.response.Turn;
import io.tollgate.providers.call.ClientRequest;
import org.jspecify.annotations.Nullable;

/**
 * How far a request has come. Each step of the pipeline makes the next of these out of the one
 * before, so that a step that is left out does not compile.
 */
sealed interface Reached {

  Received received();

  /** What the ledger is told about the request, as far as it has come. */
  Subject subject();

  /** The caller is known: from here on there is exactly one ledger entry. */
  record Authenticated(Received received, Caller caller) implements Reached {

    @Override
    public Subject subject() {
      return new Subject(
          received.id(),
          received.startedAt(),
          received.clientRequestId(),
          caller,
          Operations.name(received.endpoint()),
          false,
          received.match().model(),
          null,
          null);
    }
  }

  /** It is known what is asked for. */
  record Parsed(Authenticated authenticated, ClientRequest request, RequestBody body)
      implements Reached {

    @Override
    public Received received() {
      return authenticated.received();
    }

    @Override
    public Subject subject() {
      return subject(null, null);
    }

    Subject subject(@Nullable Grant grant, @Nullable ServedModel model) {
      var received = received();
      return new Subject(
          received.id(),
          received.startedAt(),
          received.clientRequestId(),
          authenticated.caller(),
          Operations.name(received.endpoint()),
          request.stream(),
          request.model(),
          grant,
          model);
    }
  }

  /** The caller may have it, on the terms of a plan. */
  record Subscribed(Parsed parsed, Grant grant, ServedModel model) implements Reached {

    @Override
    public Received received() {
      return parsed.received();
    }

    @Override
    public Subject subject() {
      return parsed.subject(grant, model);
    }
  }

  /**
   * The turns before it are known, where the gateway keeps them.
   *
   * @param request what is asked of a provider, with all of them
   * @param turn what is to be done with the answer; null when nothing is kept
   */
  record Recalled(Subscribed subscribed, ClientRequest request, @Nullable Turn turn)
      implements Reached {

    @Override
    public Received received() {
      return subscribed.received();
    }

    @Override
    public Subject subject() {
      return subscribed.subject();
    }
  }

  /** The limits have room for it, and hold that room until it is settled. */
  record Admitted(Recalled recalled, Reservation reservation, long estimatedInput)
      implements Reached {

    @Override
    public Received received() {
      return recalled.received();
    }

    @Override
    public Subject subject() {
      return recalled.subject();
    }

    Subscribed subscribed() {
      return recalled.subscribed();
    }

    ClientRequest request() {
      return recalled.request();
    }

    @Nullable Turn turn() {
      return recalled.turn();
    }

    ServedModel model() {
      return recalled.subscribed().model();
    }
  }
}
