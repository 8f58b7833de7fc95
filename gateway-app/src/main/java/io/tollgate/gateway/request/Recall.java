package io.tollgate.gateway.request;

import io.tollgate.domain.model.Model.Capability;
import io.tollgate.domain.response.ResponseOwner;
import io.tollgate.gateway.request.Reached.Recalled;
import io.tollgate.gateway.request.Reached.Subscribed;
import io.tollgate.gateway.response.ResponseIds;
import io.tollgate.gateway.response.ResponseStore;
import io.tollgate.gateway.response.Turn;
import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.Endpoint;
import io.tollgate.providers.call.RequestParser;
import io.tollgate.providers.wire.responses.StoredTurn;
import io.tollgate.providers.wire.responses.TurnRequest;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Puts the turns before a request into it, where its API keeps them: no provider is ever asked to
 * remember anything, so that any of them can answer the next turn.
 */
final class Recall {

  private final ResponseStore store;

  Recall(ResponseStore store) {
    this.store = store;
  }

  /** Without a look at the database unless the request names a turn before it. */
  Mono<Recalled> recall(Subscribed subscribed) {
    var request = subscribed.parsed().request();
    var days = subscribed.grant().api().responseDays();
    if (request.endpoint() != Endpoint.RESPONSES || days == null) {
      return Mono.just(new Recalled(subscribed, request, null));
    }
    var asked = TurnRequest.of(request);
    var previous = asked.previous();
    if (previous != null) {
      return store
          .conversation(previous, owner(subscribed), request.inputBytes())
          .map(turns -> recalled(subscribed, turns, previous, asked.store() ? days : 0));
    }
    return Mono.just(
        asked.store()
            ? recalled(subscribed, List.of(), null, days)
            : new Recalled(subscribed, request, null));
  }

  private Recalled recalled(
      Subscribed subscribed, List<StoredTurn> turns, @Nullable String previous, int days) {
    var request = subscribed.parsed().request();
    var turn =
        new Turn(
            store,
            subscribed.received().id(),
            owner(subscribed),
            previous == null ? null : ResponseIds.parse(previous),
            request,
            days);
    var reasoning = subscribed.model().model().capabilities().contains(Capability.REASONING);
    var whole = TurnRequest.whole(request, turns, reasoning);
    return new Recalled(subscribed, parsed(subscribed, whole), turn);
  }

  private static ClientRequest parsed(Subscribed subscribed, byte[] body) {
    var received = subscribed.received();
    return RequestParser.parse(
        received.match(),
        received.query(),
        received.view(),
        body,
        InstantSource.fixed(received.startedAt()));
  }

  private static ResponseOwner owner(Subscribed subscribed) {
    var caller = subscribed.parsed().authenticated().caller();
    return new ResponseOwner(
        caller.tenant().id(), caller.application().id(), subscribed.grant().api().id());
  }
}
