package io.tollgate.domain.model;

import io.tollgate.domain.money.Money;
import io.tollgate.domain.usage.Bucket;
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

  private static final Bucket[] BUCKETS = Bucket.values();
  private static final BigInteger MILLION = BigInteger.valueOf(1_000_000);
  private static final BigInteger HALF = BigInteger.valueOf(500_000);

  /** The cost of a usage, each bucket rounded half-up to a nano-unit once. */
  public Money cost(Usage usage) {
    long nanos = 0;
    for (var bucket : BUCKETS) {
      nanos = Math.addExact(nanos, nanos(bucket, usage.in(bucket)));
    }
    return new Money(nanos, currency);
  }

  /** The cost of the tokens of one bucket. */
  public Money cost(Bucket bucket, long tokens) {
    return new Money(nanos(bucket, tokens), currency);
  }

  /** What a million tokens of a bucket cost, in nano-units. */
  public long perMillion(Bucket bucket) {
    return switch (bucket) {
      case INPUT -> input;
      case CACHE_READ -> orElse(cacheRead, input);
      case CACHE_WRITE -> orElse(cacheWrite, input);
      case OUTPUT -> output;
      case REASONING -> orElse(reasoning, output);
      case AUDIO_INPUT -> orElse(audioInput, input);
      case AUDIO_OUTPUT -> orElse(audioOutput, output);
      case IMAGE -> orElse(image, input);
    };
  }

  private static long orElse(@Nullable Long own, long fallback) {
    return own == null ? fallback : own;
  }

  private long nanos(Bucket bucket, long tokens) {
    long perMillion = perMillion(bucket);
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
