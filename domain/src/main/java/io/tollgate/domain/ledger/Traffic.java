package io.tollgate.domain.ledger;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How calls went.
 *
 * @param timed the streamed answers of the last day, of which the times are
 * @param median until their first token; null when there are none
 * @param p95 what 95 of 100 stayed below; null when there are none
 * @param calls the calls of the last 30 days
 * @param failed those of them that the upstream is to blame for
 */
public record Traffic(
    long timed, @Nullable Duration median, @Nullable Duration p95, long calls, long failed) {

  public static final Traffic NONE = new Traffic(0, null, null, 0, 0);
}
