package io.tollgate.portal.reference;

import io.tollgate.domain.authorization.Viewer;
import io.tollgate.portal.playground.BookedRequests;
import io.tollgate.portal.playground.KeyNotKnown;
import io.tollgate.portal.playground.PlaygroundKeys;
import io.tollgate.portal.reference.Reply.Answered;
import io.tollgate.portal.reference.Reply.Silent;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tries an operation for somebody: a call like any other, limited, metered and booked. */
@Component
class Attempts {

  private final PlaygroundKeys keys;
  private final GatewayCalls gateway;
  private final BookedRequests booked;

  Attempts(PlaygroundKeys keys, GatewayCalls gateway, BookedRequests booked) {
    this.keys = keys;
    this.gateway = gateway;
    this.booked = booked;
  }

  Mono<Reply> run(Viewer viewer, Caller caller, RestCall call) {
    return keys.using(
            viewer, caller.application(), key -> gateway.call(caller.api(), call, key).flux())
        .single()
        .onErrorResume(KeyNotKnown.class, never -> Mono.just(new Silent("key_not_known")))
        .flatMap(reply ->
            switch (reply) {
              case Answered answered -> booked(viewer, caller, answered);
              case Silent silent -> Mono.just(silent);
            });
  }

  /** Awaited, so that the link to the request's explanation leads to one. */
  private Mono<Reply> booked(Viewer viewer, Caller caller, Answered answered) {
    return Mono.justOrEmpty(answered.request())
        .flatMap(id -> booked.find(viewer, caller.application().tenant(), id))
        .<Reply>map(answered::booked)
        .defaultIfEmpty(answered);
  }
}
