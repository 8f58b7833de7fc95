package io.tollgate.domain.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.money.Money;
import io.tollgate.domain.usage.Usage;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
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
