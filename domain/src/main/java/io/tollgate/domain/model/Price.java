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
 * nano-units of the currency per million tokens, seconds or searches. A bucket of tokens without a
 * price of its own costs what the bucket it belongs to costs: cache, audio input and image like
 * input, what is written to a cache for an hour like what is written for minutes, reasoning and
 * audio output like output. Seconds and searches belong to no other: without a price of their own
 * they are unpriced, which is not free.
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
    @Nullable Long image,
    @Nullable Long cacheWriteHour,
    @Nullable Long audioSeconds,
    @Nullable Long searchUnits) {

  private static final Bucket[] BUCKETS = Bucket.values();
  private static final BigInteger MILLION = BigInteger.valueOf(1_000_000);
  private static final BigInteger HALF = BigInteger.valueOf(500_000);

  /** A price of tokens alone, where what stays in a cache for an hour costs no more. */
  public Price(
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
    this(
        id,
        model,
        deployment,
        currency,
        effectiveFrom,
        input,
        output,
        cacheRead,
        cacheWrite,
        reasoning,
        audioInput,
        audioOutput,
        image,
        null,
        null,
        null);
  }

  /**
   * The cost of a usage, each bucket rounded half-up to a nano-unit once; null when something of it
   * is unpriced.
   */
  public @Nullable Money cost(Usage usage) {
    long nanos = 0;
    for (var bucket : BUCKETS) {
      long count = usage.in(bucket);
      if (count > 0) {
        var perMillion = perMillion(bucket);
        if (perMillion == null) {
          return null;
        }
        nanos = Math.addExact(nanos, nanos(perMillion, count));
      }
    }
    return new Money(nanos, currency);
  }

  /** The cost of what stands in one bucket; null when it is unpriced. */
  public @Nullable Money cost(Bucket bucket, long count) {
    var perMillion = perMillion(bucket);
    return perMillion == null ? null : new Money(nanos(perMillion, count), currency);
  }

  /** What a million of a bucket cost, in nano-units; null when it is unpriced. */
  public @Nullable Long perMillion(Bucket bucket) {
    return switch (bucket) {
      case INPUT -> input;
      case CACHE_READ -> orElse(cacheRead, input);
      case CACHE_WRITE -> orElse(cacheWrite, input);
      case CACHE_WRITE_HOUR -> orElse(cacheWriteHour, orElse(cacheWrite, input));
      case OUTPUT -> output;
      case REASONING -> orElse(reasoning, output);
      case AUDIO_INPUT -> orElse(audioInput, input);
      case AUDIO_OUTPUT -> orElse(audioOutput, output);
      case IMAGE -> orElse(image, input);
      case AUDIO_SECONDS -> audioSeconds;
      case SEARCH_UNITS -> searchUnits;
    };
  }

  private static long orElse(@Nullable Long own, long fallback) {
    return own == null ? fallback : own;
  }

  private static long nanos(long perMillion, long count) {
    long high = Math.multiplyHigh(count, perMillion);
    long low = count * perMillion;
    if (high == 0 && low >= 0 && low <= Long.MAX_VALUE - 500_000) {
      return (low + 500_000) / 1_000_000;
    }
    return BigInteger.valueOf(count)
        .multiply(BigInteger.valueOf(perMillion))
        .add(HALF)
        .divide(MILLION)
        .longValueExact();
  }
}
