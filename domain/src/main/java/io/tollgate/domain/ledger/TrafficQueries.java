package io.tollgate.domain.ledger;

import io.tollgate.domain.model.ModelId;
import java.time.Instant;
import reactor.core.publisher.Mono;

/** What the ledger tells about how fast and how available models are. */
public interface TrafficQueries {

  /**
   * The newest calls of a model, whoever made them: of the last 30 days, and 10,000 at the most.
   */
  Mono<ModelTraffic> of(ModelId model, Instant now);
}
