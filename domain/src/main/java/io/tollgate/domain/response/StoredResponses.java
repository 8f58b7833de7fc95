package io.tollgate.domain.response;

import io.tollgate.domain.application.ApplicationId;
import io.tollgate.domain.catalogue.ApiId;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** The responses that are kept. Nobody gets one without naming its owner. */
public interface StoredResponses {

  /**
   * How much of a conversation is read at once.
   *
   * @param turns the most turns
   * @param bytes the most bytes of all their contents
   */
  record Limit(int turns, long bytes) {}

  Mono<Void> save(StoredResponse response);

  /** The conversation that ends with a response, if every turn of it is the owner's. */
  Mono<Chain> chain(UUID last, ResponseOwner owner, Limit limit, Instant now);

  /** One response of an application through any of these APIs; empty if there is none. */
  Mono<StoredResponse> find(UUID id, ApplicationId application, Set<ApiId> apis, Instant now);

  /** Whether there was one to delete. */
  Mono<Boolean> delete(UUID id, ApplicationId application, Set<ApiId> apis, Instant now);

  /** Deletes some of those that have expired; returns how many. */
  Mono<Long> deleteExpired(Instant now);
}
