package io.tollgate.providers.corpus;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.model.ModelId;
import io.tollgate.domain.model.Price;
import io.tollgate.domain.model.PriceId;
import io.tollgate.domain.money.Money;
import io.tollgate.domain.usage.Usage;
import io.tollgate.providers.Calls;
import io.tollgate.providers.call.ClientReply;
import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.ResponseStream;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.call.UsageReport;
import io.tollgate.providers.corpus.Corpus.Case;
import io.tollgate.providers.vendor.Vendors;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What every recorded answer is counted at, and what it costs. */
class UsageCorpusTests {
  private static final Pattern TOTAL =
      Pattern.compile("\"(?:total_tokens|totalTokenCount|totalTokens)\"\\s*:\\s*(\\d+)");

  /** In billionths per million, and no two alike: what is booked in a wrong bucket shows. */
  private static final Price PRICES =
      new Price(
          new PriceId(new UUID(0, 1)),
          new ModelId(new UUID(0, 2)),
          null,
          Money.USD,
          Instant.EPOCH,
          3_000_000_000L,
          15_000_000_000L,
          300_000_000L,
          3_750_000_000L,
          12_000_000_000L,
          40_000_000_000L,
          80_000_000_000L,
          5_000_000_000L,
          6_000_000_000L,
          100_000_000_000L,
          2_000_000_000_000L);

  @Test
  void everyUsageIsCountedInDisjointBucketsAndPriced() {
    Map<String, String> counted = new TreeMap<>();
    usages().forEach((recorded, usage) -> counted.put(recorded, usage + " costs " + cost(usage)));
    Golden.assertMatches("usage", counted);
  }

  @Test
  void theBucketsOfEveryUsageAddUpToTheTotalThatWasRecordedWithIt() {
    Map<String, Usage> usages = usages();
    Map<String, Long> counted = new TreeMap<>();
    Map<String, Long> recordedTotals = new TreeMap<>();
    for (Case recorded : Corpus.cases()) {
      Usage usage = usages.get(recorded.name());
      OptionalLong total = usage == null ? OptionalLong.empty() : total(recorded);
      if (total.isPresent()) {
        counted.put(recorded.name(), usage.total());
        recordedTotals.put(recorded.name(), total.getAsLong());
      }
    }
    assertThat(counted).hasSizeGreaterThan(60).isEqualTo(recordedTotals);
  }

  private static String cost(Usage usage) {
    return Objects.requireNonNull(PRICES.cost(usage)).amount().toPlainString();
  }

  /** The last one said: in a stream it grows. */
  private static OptionalLong total(Case recorded) {
    Matcher said = TOTAL.matcher(new String(recorded.response(), ISO_8859_1));
    OptionalLong total = OptionalLong.empty();
    while (said.find()) {
      total = OptionalLong.of(Long.parseLong(said.group(1)));
    }
    return total;
  }

  private static Map<String, Usage> usages() {
    Map<String, Usage> usages = new TreeMap<>();
    for (Case recorded : Corpus.cases()) {
      target(recorded)
          .map(target -> report(recorded, target))
          .filter(UsageReport::reported)
          .ifPresent(report -> usages.put(recorded.name(), report.usage()));
    }
    return usages;
  }

  private static Optional<Target> target(Case recorded) {
    return isLegacy(recorded)
        ? Optional.of(Calls.target(Vendors.OPENAI, "babbage-002"))
        : CorpusTests.target(recorded);
  }

  private static boolean isLegacy(Case recorded) {
    return recorded.api().equals("completions");
  }

  private static ClientRequest client(Case recorded) {
    return isLegacy(recorded)
        ? Calls.request(
            "/v1/completions",
            "{\"model\":\"m\",\"prompt\":\"Hi\",\"stream\":" + recorded.isStream() + "}")
        : ClientRequests.each(recorded.isStream()).getFirst();
  }

  private static UsageReport report(Case recorded, Target target) {
    if (recorded.isStream()) {
      ResponseStream stream = Calls.stream(client(recorded), target);
      Calls.run(stream, recorded.response(), 1000);
      return stream.usage();
    }
    return recorded.status() < 400
            && Calls.answer(client(recorded), target, recorded.status(), recorded.response())
                instanceof ClientReply reply
        ? reply.usage()
        : UsageReport.ABSENT;
  }
}
