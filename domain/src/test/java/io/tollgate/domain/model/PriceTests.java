package io.tollgate.domain.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.money.Money;
import io.tollgate.domain.usage.Usage;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class PriceTests {

  /** Three dollars in, fifteen out, per million tokens; a cache write costs a quarter more. */
  private static final Price SONNET =
      price(3_000_000_000L, 15_000_000_000L, 300_000_000L, 3_750_000_000L);

  @Test
  void pricesEveryBucketAtItsOwnRate() {
    var usage = new Usage(3, 0, 12_304, 550, 0, 0, 0, 0);

    assertThat(SONNET.cost(usage).amount()).isEqualByComparingTo(new BigDecimal("0.054399"));
  }

  @Test
  void fallsBackToTheBucketThatAnUnpricedOneBelongsTo() {
    var plain = price(1_000_000_000L, 2_000_000_000L, null, null);

    assertThat(plain.cost(new Usage(0, 10, 0, 0, 0, 0, 0, 0)))
        .isEqualTo(plain.cost(new Usage(10, 0, 0, 0, 0, 0, 0, 0)));
    assertThat(plain.cost(new Usage(0, 0, 0, 0, 10, 0, 0, 0)))
        .isEqualTo(plain.cost(new Usage(0, 0, 0, 10, 0, 0, 0, 0)));
  }

  @Test
  void pricesWhatStaysInACacheForAnHourApart() {
    var usage = new Usage(3, 0, 12_304, 550, 0, 0, 0, 0).withCacheWriteHour(12_000);
    var apart = priceOfAll(6_000_000_000L, null, null);

    // $3 in, $15 out, $3.75 for a write of minutes, $6 for one of an hour.
    assertThat(cost(apart, usage)).isEqualByComparingTo(new BigDecimal("0.081399"));
    assertThat(cost(SONNET, usage)).isEqualByComparingTo(new BigDecimal("0.054399"));
  }

  @Test
  void pricesSecondsAndSearches() {
    // $0.006 a minute, and $2 for a thousand searches.
    var price = priceOfAll(null, 100_000_000_000L, 2_000_000_000_000L);

    assertThat(cost(price, Usage.ofAudioSeconds(90))).isEqualByComparingTo("0.009");
    assertThat(cost(price, Usage.ofSearchUnits(3))).isEqualByComparingTo("0.006");
  }

  @Test
  void neverTakesSecondsAndSearchesWithoutAPriceForFree() {
    assertThat(SONNET.cost(Usage.ofAudioSeconds(1))).isNull();
    assertThat(SONNET.cost(Usage.ofSearchUnits(1))).isNull();
    assertThat(SONNET.cost(Usage.NONE)).isNotNull();
    assertThat(cost(priceOfAll(null, 0L, 0L), Usage.ofAudioSeconds(1))).isZero();
  }

  @Test
  void countsNoSecondsAndSearchesAmongTokens() {
    assertThat(Usage.ofAudioSeconds(5).plus(Usage.ofSearchUnits(7)).total()).isZero();
    assertThat(new Usage(1, 2, 30, 4, 0, 0, 0, 0).withCacheWriteHour(10).totalInput())
        .isEqualTo(33);
  }

  private static BigDecimal cost(Price price, Usage usage) {
    return Objects.requireNonNull(price.cost(usage)).amount();
  }

  private static Price priceOfAll(Long cacheWriteHour, Long audioSeconds, Long searchUnits) {
    return new Price(
        PriceId.create(),
        ModelId.create(),
        null,
        Money.USD,
        Instant.EPOCH,
        3_000_000_000L,
        15_000_000_000L,
        300_000_000L,
        3_750_000_000L,
        null,
        null,
        null,
        null,
        cacheWriteHour,
        audioSeconds,
        searchUnits);
  }

  @Test
  void aPriceOfZeroIsAPrice() {
    assertThat(price(0, 0, null, null).cost(Usage.of(1_000_000, 1_000_000)).nanos()).isZero();
  }

  @Test
  void roundsHalfUpOncePerBucket() {
    assertThat(price(500_000, 0, null, null).cost(Usage.of(1, 0)).nanos()).isEqualTo(1);
    assertThat(price(499_999, 0, null, null).cost(Usage.of(1, 0)).nanos()).isZero();
  }

  @Property(tries = 500)
  void agreesWithExactArithmetic(
      @ForAll @LongRange(min = 0, max = 1_000_000_000L) long tokens,
      @ForAll @LongRange(min = 0, max = 1_000_000_000_000L) long perMillion) {
    var exact =
        BigInteger.valueOf(tokens)
            .multiply(BigInteger.valueOf(perMillion))
            .add(BigInteger.valueOf(500_000))
            .divide(BigInteger.valueOf(1_000_000));

    assertThat(price(perMillion, 0, null, null).cost(Usage.of(tokens, 0)).nanos())
        .isEqualTo(exact.longValueExact());
  }

  private static Price price(long input, long output, Long cacheRead, Long cacheWrite) {
    return new Price(
        PriceId.create(),
        ModelId.create(),
        null,
        Money.USD,
        Instant.EPOCH,
        input,
        output,
        cacheRead,
        cacheWrite,
        null,
        null,
        null,
        null);
  }
}
