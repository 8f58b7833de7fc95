package io.tollgate.domain.ledger;

import io.tollgate.domain.money.Money;
import io.tollgate.domain.usage.Usage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The sum of a group.
 *
 * @param periodStart when its period starts; the start of the question for the whole
 * @param group the model's name, or the id of what it is grouped by; null for requests without one
 * @param failed requests that failed or were interrupted
 * @param refused requests that a rule of ours refused
 * @param unpriced requests that consumed something and have no price for it
 * @param estimated requests whose usage was estimated
 * @param cost null when nothing in the group is priced; groups of several currencies have one sum
 *     for each
 */
public record UsageSum(
    Instant periodStart,
    @Nullable String group,
    long requests,
    long failed,
    long refused,
    long unpriced,
    long estimated,
    Usage usage,
    @Nullable Money cost) {}
