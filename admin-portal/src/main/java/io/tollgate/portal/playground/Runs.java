package io.tollgate.portal.playground;

import io.tollgate.domain.authorization.Viewer;
import io.tollgate.domain.tenant.TenantId;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Tries a model for somebody: a call like any other, routed, limited, metered and booked. */
@Component
class Runs {

  private final PlaygroundKeys keys;
  private final GatewayChat gateway;
  private final BookedRequests booked;

  Runs(PlaygroundKeys keys, GatewayChat gateway, BookedRequests booked) {
    this.keys = keys;
    this.gateway = gateway;
    this.booked = booked;
  }

  Flux<RunEvent> run(Viewer viewer, Target target, Prompt prompt) {
    return Flux.defer(() -> {
      var request = new AtomicReference<UUID>();
      return Flux.concat(
          asked(viewer, target, prompt)
              .doOnNext(event -> {
                if (event instanceof RunEvent.Begun begun) {
                  request.set(begun.request());
                }
              }),
          Mono.fromSupplier(request::get)
              .flatMap(id -> ended(viewer, target.application().tenant(), id))
              .defaultIfEmpty(new RunEvent.Ended(null)));
    });
  }

  private Flux<RunEvent> asked(Viewer viewer, Target target, Prompt prompt) {
    return keys.using(viewer, target.application(), key -> gateway.ask(target, prompt, key))
        .onErrorResume(
            KeyNotKnown.class, never -> Flux.just(new RunEvent.Failed("key_not_known", null)));
  }

  private Mono<RunEvent> ended(Viewer viewer, TenantId tenant, UUID request) {
    return booked.find(viewer, tenant, request).map(RunEvent.Ended::new);
  }
}
