package io.tollgate.portal.playground;

import io.tollgate.domain.authorization.NotVisible;
import io.tollgate.domain.authorization.Viewer;
import io.tollgate.domain.ledger.LedgerScope;
import io.tollgate.domain.tenant.TenantId;
import io.tollgate.portal.usage.RequestLog;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Tries a model for somebody: a call like any other, routed, limited, metered and booked. */
@Component
class Runs {

  /** A new key is known everywhere within seconds. */
  private static final Retry UNTIL_KNOWN =
      Retry.fixedDelay(50, Duration.ofMillis(200)).filter(KeyNotKnown.class::isInstance);

  /** Entries are written in batches, within two seconds. */
  private static final Retry UNTIL_BOOKED =
      Retry.fixedDelay(30, Duration.ofMillis(200)).filter(NotVisible.class::isInstance);

  private final PlaygroundKeys keys;
  private final GatewayChat gateway;
  private final RequestLog log;

  Runs(PlaygroundKeys keys, GatewayChat gateway, RequestLog log) {
    this.keys = keys;
    this.gateway = gateway;
    this.log = log;
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
              .flatMap(id -> booked(viewer, target.application().tenant(), id))
              .defaultIfEmpty(new RunEvent.Ended(null)));
    });
  }

  private Flux<RunEvent> asked(Viewer viewer, Target target, Prompt prompt) {
    return keys.key(viewer, target.application())
        .flatMapMany(key -> gateway.ask(target, prompt, key))
        .doOnError(KeyNotKnown.class, refused -> keys.refused(viewer, target.application()))
        .retryWhen(UNTIL_KNOWN)
        .onErrorResume(
            failure -> failure instanceof KeyNotKnown || failure.getCause() instanceof KeyNotKnown,
            never -> Flux.just(new RunEvent.Failed("key_not_known", null)));
  }

  private Mono<RunEvent> booked(Viewer viewer, TenantId tenant, UUID request) {
    return log.find(viewer, new LedgerScope.Consumer(tenant), request)
        .retryWhen(UNTIL_BOOKED)
        .<RunEvent>map(RunEvent.Ended::new)
        .onErrorReturn(new RunEvent.Ended(null));
  }
}
