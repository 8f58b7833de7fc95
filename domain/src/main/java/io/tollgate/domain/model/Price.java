package io.tollgate.domain.model;

import io.tollgate.domain.money.Money;
import io.tollgate.domain.usage.Usage;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/**
 * What a model costs from a moment on, until the next price of the same model starts. Amounts are
 * nano-units of the currency per million tokens. A bucket without a price of its own costs what the
 * bucket it belongs to costs: cache, audio input and image like input, reasoning and audio output
 * like output.
 *
 * @param deployment the one deployment this price is for, or null for all of the model's
 */
public record Price(
    PriceId id,
    ModelId model,
    @Nullable DeploymentId deployment,
    Currency currency,
    Instant effectiveFrom,
    long input,
    long output,
    @Nullable Long cacheRead,
    @Nullable Long cacheWrite,
    @Nullable Long reasoning,
    @Nullable Long audioInput,
    @Nullable Long audioOutput,
    @Nullable Long image) {

  private static final BigInteger MILLION = BigInteger.valueOf(1_000_000);
  private static final BigInteger HALF = BigInteger.valueOf(500_000);

  /** The cost of a usage, each bucket rounded half-up to a nano-unit once. */
  public Money cost(Usage usage) {
    long nanos = 0;
    nanos = Math.addExact(nanos, bucket(usage.input(), input));
    nanos = Math.addExact(nanos, bucket(usage.cacheRead(), orElse(cacheRead, input)));
    nanos = Math.addExact(nanos, bucket(usage.cacheWrite(), orElse(cacheWrite, input)));
    nanos = Math.addExact(nanos, bucket(usage.output(), output));
    nanos = Math.addExact(nanos, bucket(usage.reasoning(), orElse(reasoning, output)));
    nanos = Math.addExact(nanos, bucket(usage.audioInput(), orElse(audioInput, input)));
    nanos = Math.addExact(nanos, bucket(usage.audioOutput(), orElse(audioOutput, output)));
    nanos = Math.addExact(nanos, bucket(usage.image(), orElse(image, input)));
    return new Money(nanos, currency);
  }

  private static long orElse(@Nullable Long own, long fallback) {
    return own == null ? fallback : own;
  }

  private static long bucket(long tokens, long perMillion) {
    long high = Math.multiplyHigh(tokens, perMillion);
    long low = tokens * perMillion;
    if (high == 0 && low >= 0 && low <= Long.MAX_VALUE - 500_000) {
      return (low + 500_000) / 1_000_000;
    }
    return BigInteger.valueOf(tokens)
        .multiply(BigInteger.valueOf(perMillion))
        .add(HALF)
        .divide(MILLION)
        .longValueExact();
  }
}
