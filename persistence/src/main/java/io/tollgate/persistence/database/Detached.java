package io.tollgate.persistence.database;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Work that goes on to its end when nobody waits for it any more: a write, because half of it may
 * be done; a read, because the driver does not release the buffers of a result that is cancelled
 * (known there as issue 580).
 */
public final class Detached {

  private static final Logger log = LoggerFactory.getLogger(Detached.class);

  private Detached() {}

  /** Runs work in a subscription of its own, and passes on what it emits while somebody waits. */
  public static <T> Mono<T> mono(Mono<T> work) {
    return Mono.deferContextual(context -> {
      Sinks.One<T> outcome = Sinks.one();
      var abandoned = new AtomicBoolean();
      work.contextWrite(context)
          .subscribe(
              outcome::tryEmitValue,
              failure -> {
                if (abandoned.get()) {
                  log.warn("Failed when nobody waited any more: {}", failure.toString());
                }
                outcome.tryEmitError(failure);
              },
              outcome::tryEmitEmpty);
      return outcome.asMono().doOnCancel(() -> abandoned.set(true));
    });
  }

  /** The same for rows, which are read whole; for results of a bounded size only. */
  public static <T> Flux<T> flux(Flux<T> rows) {
    return mono(rows.collectList()).flatMapIterable(Function.identity());
  }
}
