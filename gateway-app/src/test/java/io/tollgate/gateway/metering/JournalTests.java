package io.tollgate.gateway.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollgate.domain.application.ApplicationId;
import io.tollgate.domain.application.CredentialId;
import io.tollgate.domain.ledger.EntriesRefused;
import io.tollgate.domain.ledger.Ledger;
import io.tollgate.domain.ledger.LedgerEntry;
import io.tollgate.domain.ledger.LedgerEntry.Attempt;
import io.tollgate.domain.ledger.LedgerEntry.Destination;
import io.tollgate.domain.ledger.LedgerEntry.Outcome;
import io.tollgate.domain.model.DeploymentId;
import io.tollgate.domain.model.PriceId;
import io.tollgate.domain.money.Money;
import io.tollgate.domain.tenant.TenantId;
import io.tollgate.domain.usage.Usage;
import io.tollgate.domain.usage.UsageSource;
import io.tollgate.gateway.GatewayForTests;
import io.tollgate.gateway.errors.GatewayException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

class JournalTests {

  private static final int SEGMENT = 64 * 1024;

  /** An outcome that failed at one deployment. */
  private static final String OF_THE_VERSION_BEFORE =
      "02010190b6a80000700080000000000000010000000069a42a4000000000ffffffff000000046e6f"
          + "64650190b6a8000070008000000000000001000190b6a80000700080000000000000010190b6a800"
          + "007000800000000000000100000000000010636861742e636f6d706c6574696f6e73000000000367"
          + "7074ffffffffffffffff000000000000064641494c4544000001f70000000a6f7665726c6f616465"
          + "64ffffffff000000044e4f4e45000000000000000000000000000000000000000000000000000000"
          + "0000000000000000000000000000000000000000000000000000000000000000000000000000ffff"
          + "ffff0000000000000000000000010190b6a8000070008000000000000001000001f70000000a6f76"
          + "65726c6f6164656400000000002dc6c0000000000000000000000001ffffffffffffffff00000000"
          + "003d0900";

  @TempDir private Path directory;

  @Test
  void readsBackEveryFieldOfAnEntry() {
    var entry = entry(Outcome.COMPLETED);

    var decoded = LedgerEntryCodec.decode(LedgerEntryCodec.encode(Journal.OUTCOME, entry));

    assertThat(decoded).isEqualTo(entry);
  }

  @Test
  void readsBackWhereARestRequestWent() {
    var elsewhere = new Destination.Upstream("https://orders.example:8443");
    var entry =
        entry(
            Outcome.FAILED,
            new Attempt(elsewhere, null, "upstream_timeout", Duration.ofMillis(3)),
            deployed(200, null));

    var decoded = LedgerEntryCodec.decode(LedgerEntryCodec.encode(Journal.OUTCOME, entry));

    assertThat(decoded).isEqualTo(entry);
  }

  @Test
  void readsWhatTheVersionBeforeHasWritten() {
    var entry = LedgerEntryCodec.decode(HexFormat.of().parseHex(OF_THE_VERSION_BEFORE));

    assertThat(entry.errorCode()).isEqualTo("overloaded");
    assertThat(entry.attempts())
        .containsExactly(
            new Attempt(
                new Destination.Deployed(DeploymentId.of("0190b6a8-0000-7000-8000-000000000001")),
                503,
                "overloaded",
                Duration.ofMillis(3)));
    assertThat(entry.total()).isEqualTo(Duration.ofMillis(4));
    assertThat(LedgerEntryCodec.encode(Journal.OUTCOME, entry))
        .as("so that it could read this one as well")
        .asHexString()
        .isEqualToIgnoringCase(OF_THE_VERSION_BEFORE);
  }

  @Test
  void handsOutOutcomesInTheirOrderAcrossSegments() {
    try (var journal = new Journal(directory, SEGMENT, 100)) {
      var reader = new JournalReader(journal);
      var written = new ArrayList<LedgerEntry>();
      for (int i = 0; i < 1000; i++) {
        var entry = entry(Outcome.COMPLETED);
        journal.intent(entry);
        journal.outcome(entry);
        written.add(entry);
      }

      assertThat(all(reader)).isEqualTo(written);
      assertThat(journal.segments()).isLessThanOrEqualTo(2);
    }
  }

  @Test
  void booksAnIntentWithoutAnOutcomeAsInterruptedAtTheNextStart() {
    var finished = entry(Outcome.COMPLETED);
    var unfinished = entry(Outcome.INTERRUPTED);
    try (var journal = new Journal(directory, SEGMENT, 100)) {
      journal.intent(finished);
      journal.intent(unfinished);
      journal.outcome(finished);
    }

    try (var journal = new Journal(directory, SEGMENT, 100)) {
      assertThat(all(new JournalReader(journal))).containsExactly(finished, unfinished);
    }
    try (var journal = new Journal(directory, SEGMENT, 100)) {
      assertThat(all(new JournalReader(journal))).isEmpty();
    }
  }

  @Test
  void keepsWhatWasNotWrittenToTheLedger() {
    var entry = entry(Outcome.COMPLETED);
    try (var journal = new Journal(directory, SEGMENT, 100)) {
      journal.outcome(entry);
      new JournalReader(journal).next(10);
    }

    try (var journal = new Journal(directory, SEGMENT, 100)) {
      assertThat(all(new JournalReader(journal))).containsExactly(entry);
    }
  }

  @Test
  void passesOverARecordThatWasTornByALossOfPower() throws IOException {
    var entry = entry(Outcome.COMPLETED);
    try (var journal = new Journal(directory, SEGMENT, 100)) {
      journal.outcome(entry);
      journal.outcome(entry(Outcome.COMPLETED));
    }
    tearTheSecondRecord();

    try (var journal = new Journal(directory, SEGMENT, 100)) {
      assertThat(all(new JournalReader(journal))).containsExactly(entry);
    }
  }

  private void tearTheSecondRecord() throws IOException {
    try (var files = Files.newDirectoryStream(directory, "*.journal")) {
      var file = files.iterator().next();
      var bytes = Files.readAllBytes(file);
      int end = bytes.length - 1;
      while (bytes[end] == 0) {
        end--;
      }
      bytes[end] ^= 1;
      Files.write(file, bytes, StandardOpenOption.WRITE);
    }
  }

  @Test
  void refusesIntentsButNoOutcomesWhenItIsFull() {
    try (var journal = new Journal(directory, SEGMENT, 2)) {
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 10_000; i++) {
                  journal.intent(entry(Outcome.INTERRUPTED));
                }
              })
          .isInstanceOf(GatewayException.class)
          .hasMessage("metering_unavailable");

      journal.outcome(entry(Outcome.COMPLETED));
      assertThat(journal.isFull()).isTrue();
    }
  }

  @Test
  void belongsToOneProcessAtATime() {
    try (var journal = new Journal(directory, SEGMENT, 10)) {
      assertThat(journal.segments()).isPositive();
      assertThatThrownBy(() -> new Journal(directory, SEGMENT, 10).close())
          .isInstanceOf(Exception.class);
    }
  }

  @Test
  void writesEachEntryOnceAlthoughTheLedgerFailsAgainAndAgain() {
    var ledger = new ForgetfulLedger();
    var entries = List.of(entry(Outcome.COMPLETED), entry(Outcome.FAILED));
    try (var journal = new Journal(directory, SEGMENT, 10);
        var writer = new LedgerWriter(journal, ledger)) {
      entries.forEach(journal::outcome);

      GatewayForTests.await(() -> ledger.stored.size() == 2, "both entries are stored");
      GatewayForTests.await(() -> writer.written() == 2, "both entries are counted");
    }
    assertThat(ledger.stored.values()).containsExactlyElementsOf(entries);
  }

  @Test
  void setsAnEntryAsideThatTheLedgerRefusesAndBooksTheOthers() {
    var poison = entry(Outcome.COMPLETED);
    var others = List.of(entry(Outcome.COMPLETED), entry(Outcome.FAILED), entry(Outcome.REFUSED));
    var ledger = new PickyLedger(poison.requestId());
    try (var journal = new Journal(directory, SEGMENT, 10)) {
      journal.outcome(others.get(0));
      journal.outcome(poison);
      journal.outcome(others.get(1));
      try (var writer = new LedgerWriter(journal, ledger)) {
        GatewayForTests.await(() -> writer.setAside() == 1, "one is set aside");
        journal.outcome(others.get(2));
        GatewayForTests.await(() -> ledger.stored.size() == 3, "all others are stored");
      }
    }
    assertThat(ledger.stored.values()).containsExactlyInAnyOrderElementsOf(others);

    ledger.refused = null;
    try (var journal = new Journal(directory, SEGMENT, 10);
        var writer = new LedgerWriter(journal, ledger)) {
      GatewayForTests.await(() -> ledger.stored.size() == 4, "a later start books it after all");
      assertThat(writer.setAside()).isZero();
    }
    assertThat(new SetAside(directory).records()).isEmpty();
  }

  @Test
  void refusesNewRequestsButEndsOldOnesWhileTheDiskTakesNoMore() throws IOException {
    var moved = directory.resolveSibling(directory.getFileName() + "-away");
    try (var journal = new Journal(directory, SEGMENT, 100)) {
      var begun = entry(Outcome.INTERRUPTED);
      journal.intent(begun);
      Files.move(directory, moved);
      GatewayForTests.await(() -> isRefused(journal), "new requests are refused");

      journal.outcome(begun);
      assertThat(journal.isFull()).isTrue();

      Files.move(moved, directory);
      GatewayForTests.await(() -> !isRefused(journal), "it goes on by itself");
    }
    try (var journal = new Journal(directory, SEGMENT, 100)) {
      assertThat(all(new JournalReader(journal))).isNotEmpty();
    }
  }

  private static boolean isRefused(Journal journal) {
    try {
      journal.intent(entry(Outcome.INTERRUPTED));
      return false;
    } catch (GatewayException full) {
      return true;
    }
  }

  /** Takes no batch that holds one entry. */
  private static final class PickyLedger implements Ledger {

    private final Map<UUID, LedgerEntry> stored = new ConcurrentSkipListMap<>();
    private volatile UUID refused;

    PickyLedger(UUID refused) {
      this.refused = refused;
    }

    @Override
    public Mono<Integer> append(List<LedgerEntry> entries) {
      if (entries.stream().anyMatch(entry -> entry.requestId().equals(refused))) {
        return Mono.error(new EntriesRefused(new IllegalStateException("a check is violated")));
      }
      entries.forEach(entry -> stored.put(entry.requestId(), entry));
      return Mono.just(entries.size());
    }
  }

  /** Takes every batch, and says the first time that it did not. */
  private static final class ForgetfulLedger implements Ledger {

    private final Map<UUID, LedgerEntry> stored = new LinkedHashMap<>();
    private final AtomicBoolean failed = new AtomicBoolean();

    @Override
    public synchronized Mono<Integer> append(List<LedgerEntry> entries) {
      entries.forEach(entry -> stored.putIfAbsent(entry.requestId(), entry));
      return failed.compareAndSet(false, true)
          ? Mono.error(new IllegalStateException("the connection broke"))
          : Mono.just(entries.size());
    }
  }

  private static List<LedgerEntry> all(JournalReader reader) {
    var all = new ArrayList<LedgerEntry>();
    for (var batch = reader.next(100); !batch.isEmpty(); batch = reader.next(100)) {
      all.addAll(batch);
      reader.committed();
    }
    reader.committed();
    return all;
  }

  private static Attempt deployed(Integer status, String error) {
    var deployment = new Destination.Deployed(DeploymentId.create());
    return new Attempt(deployment, status, error, Duration.ofMillis(4));
  }

  private static LedgerEntry entry(Outcome outcome) {
    return entry(outcome, deployed(503, "overloaded"), deployed(null, null));
  }

  private static LedgerEntry entry(Outcome outcome, Attempt... attempts) {
    return new LedgerEntry(
        UUID.randomUUID(),
        Instant.parse("2026-03-01T12:00:00.123456Z"),
        "the client's own",
        "node",
        TenantId.create(),
        null,
        ApplicationId.create(),
        CredentialId.create(),
        null,
        null,
        null,
        "chat.completions",
        true,
        "gpt-ä",
        "upstream",
        null,
        null,
        DeploymentId.create(),
        null,
        outcome,
        200,
        null,
        "stop",
        UsageSource.PROVIDER,
        new Usage(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11),
        PriceId.create(),
        new Money(1234, Money.USD),
        List.of(attempts),
        Map.of("dropped", "seed"),
        Duration.ofNanos(1),
        Duration.ofMillis(20),
        Duration.ofSeconds(3));
  }
}
