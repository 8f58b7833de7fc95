package io.tollgate.persistence.ledger;

import io.tollgate.domain.ledger.EntryFilter;
import java.time.Duration;
import java.time.Instant;

/**
 * The part of a question that roll-ups can answer: {@code [first, last)}, both on a quarter of an
 * hour in UTC; an empty one at the end of the question when they cannot.
 */
record WholeQuarters(Instant first, Instant last) {

  private static final long SECONDS = Duration.ofMinutes(15).toSeconds();

  static WholeQuarters of(EntryFilter filter) {
    var first = ceiling(filter.from());
    var last = floor(filter.to());
    var needsEntries = filter.outcome() != null || filter.httpStatus() != null;
    return needsEntries || last.isBefore(first)
        ? new WholeQuarters(filter.to(), filter.to())
        : new WholeQuarters(first, last);
  }

  private static Instant floor(Instant moment) {
    return Instant.ofEpochSecond(Math.floorDiv(moment.getEpochSecond(), SECONDS) * SECONDS);
  }

  private static Instant ceiling(Instant moment) {
    var floor = floor(moment);
    return floor.equals(moment) ? floor : floor.plusSeconds(SECONDS);
  }
}
