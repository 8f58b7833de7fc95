package io.tollgate.gateway.response;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.reactor.circuitbreaker.operator.CircuitBreakerOperator;
import io.tollgate.domain.application.ApplicationId;
import io.tollgate.domain.catalogue.ApiId;
import io.tollgate.domain.response.Chain;
import io.tollgate.domain.response.ResponseOwner;
import io.tollgate.domain.response.StoredResponse;
import io.tollgate.domain.response.StoredResponses;
import io.tollgate.domain.secret.Seal;
import io.tollgate.domain.secret.SecretUnreadable;
import io.tollgate.gateway.errors.GatewayException;
import io.tollgate.gateway.errors.GatewayFailure;
import io.tollgate.providers.wire.responses.StoredTurn;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Keeps turns encrypted in the database, each readable only in the name of its owner. A database
 * that is away or hangs is given up on after a short while, and then left alone for a while.
 */
public final class ResponseStore {

  private static final Logger log = LoggerFactory.getLogger(ResponseStore.class);

  /** The most turns of one conversation. */
  private static final int MOST_TURNS = 1000;

  private static final Duration PATIENCE = Duration.ofSeconds(4);
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final StoredResponses responses;
  private final Seal seal;
  private final Clock clock;
  private final long largest;
  private final CircuitBreaker breaker =
      CircuitBreaker.of(
          "responses",
          CircuitBreakerConfig.custom()
              .slidingWindowSize(10)
              .minimumNumberOfCalls(3)
              .waitDurationInOpenState(PAUSE)
              .permittedNumberOfCallsInHalfOpenState(1)
              .maxWaitDurationInHalfOpenState(PATIENCE.multipliedBy(2))
              .build());

  ResponseStore(StoredResponses responses, Seal seal, Clock clock, long largest) {
    this.responses = responses;
    this.seal = seal;
    this.clock = clock;
    this.largest = largest;
  }

  /**
   * The turns that end with one, oldest first. Fails with a refusal when there is no such turn, or
   * not of this owner, and when there is no room for them all.
   *
   * @param ownBytes what is to go upstream beside them
   */
  public Mono<List<StoredTurn>> conversation(String last, ResponseOwner owner, long ownBytes) {
    var id = ResponseIds.parse(last);
    var unknown = new GatewayFailure.PreviousResponseNotFound(last).toException();
    if (id == null) {
      return Mono.error(unknown);
    }
    var limit = new StoredResponses.Limit(MOST_TURNS, Math.max(0, largest - ownBytes));
    return guarded(responses.chain(id, owner, limit, clock.instant()))
        .map(chain ->
            switch (chain) {
              case Chain.Complete(var turns) ->
                  turns.stream().map(turn -> open(turn, last)).toList();
              case Chain.Broken() -> throw unknown;
              case Chain.TooLong() ->
                  throw new GatewayFailure.ConversationTooLarge(largest).toException();
            });
  }

  private StoredTurn open(StoredResponse stored, String asked) {
    var sealed = new byte[stored.content().remaining()];
    stored.content().duplicate().get(sealed);
    try {
      return StoredTurn.read(seal.open(sealed, binding(stored.id(), stored.owner())));
    } catch (SecretUnreadable otherKey) {
      log.warn("The response {} cannot be read: {}", stored.id(), otherKey.getMessage());
      throw new GatewayFailure.PreviousResponseNotFound(asked).toException();
    }
  }

  /** What encrypts it is bound to whose it is: moved to another owner, it cannot be read. */
  private static String binding(UUID id, ResponseOwner owner) {
    return id + " " + owner.tenant() + " " + owner.application() + " " + owner.api();
  }

  /** Keeps a turn for so many days; false when it could not be kept, which is logged. */
  Mono<Boolean> keep(
      UUID id, ResponseOwner owner, @Nullable UUID previous, int days, StoredTurn turn) {
    return Mono.defer(
            () -> {
              var plain = turn.bytes();
              if (plain.length > largest) {
                return Mono.just(false);
              }
              var now = clock.instant();
              var sealed = ByteBuffer.wrap(seal.seal(plain, binding(id, owner)));
              var response =
                  new StoredResponse(
                      id, owner, previous, sealed, now, now.plus(Duration.ofDays(days)));
              return guarded(responses.save(response)).thenReturn(true);
            })
        .onErrorReturn(false);
  }

  /** A turn of an application's; empty when there is none for it. */
  public Mono<StoredTurn> find(String id, ApplicationId application, Set<ApiId> apis) {
    var known = ResponseIds.parse(id);
    return known == null
        ? Mono.empty()
        : guarded(responses.find(known, application, apis, clock.instant()))
            .map(stored -> open(stored, id));
  }

  /** Whether there was one to forget. */
  public Mono<Boolean> forget(String id, ApplicationId application, Set<ApiId> apis) {
    var known = ResponseIds.parse(id);
    return known == null
        ? Mono.just(false)
        : guarded(responses.delete(known, application, apis, clock.instant()));
  }

  /** Deletes all that have expired. */
  Mono<Void> forgetExpired() {
    return Mono.defer(() -> responses.deleteExpired(clock.instant()))
        .repeat()
        .takeUntil(deleted -> deleted == 0)
        .then();
  }

  private <T> Mono<T> guarded(Mono<T> work) {
    return work.timeout(PATIENCE)
        .doOnError(failed -> log.warn("Kept responses cannot be reached: {}", failed.toString()))
        .transformDeferred(CircuitBreakerOperator.of(breaker))
        .onErrorMap(
            failed -> !(failed instanceof GatewayException),
            failed -> new GatewayFailure.ResponsesUnavailable(PAUSE).toException());
  }
}
