package io.tollgate.persistence.ledger;

import static io.tollgate.persistence.PersistenceForTests.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollgate.domain.application.Credentials;
import io.tollgate.domain.ledger.EntriesRefused;
import io.tollgate.domain.ledger.EntryFilter;
import io.tollgate.domain.ledger.Grouping;
import io.tollgate.domain.ledger.Ledger;
import io.tollgate.domain.ledger.LedgerEntry;
import io.tollgate.domain.ledger.LedgerQueries;
import io.tollgate.domain.ledger.LedgerScope;
import io.tollgate.domain.ledger.UsageSum;
import io.tollgate.persistence.PersistenceForTests;
import io.tollgate.persistence.Samples;
import io.tollgate.persistence.World;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

class LedgerTests {

  private static final Instant FROM = Instant.parse("2026-03-01T00:00:00Z");
  private static final Instant TO = Instant.parse("2026-04-01T00:00:00Z");
  private static final Grouping WHOLE =
      new Grouping(Grouping.Dimension.NOTHING, Grouping.Period.WHOLE, ZoneOffset.UTC);

  private final PersistenceForTests persistence = PersistenceForTests.start();
  private final Ledger ledger = persistence.port(Ledger.class);
  private final LedgerQueries queries = persistence.port(LedgerQueries.class);
  private World world;

  @BeforeEach
  void store() {
    world = World.storedIn(persistence);
  }

  @AfterEach
  void close() {
    persistence.close();
  }

  @Test
  void keepsAnEntryAsItWas() {
    var entry = LedgerEntries.of(world, Samples.NOW);

    assertThat(get(ledger.append(List.of(entry)))).isEqualTo(1);

    assertThat(get(queries.find(new LedgerScope.Platform(), entry.requestId()))).isEqualTo(entry);
  }

  @Test
  void keepsAnEntryOfARequestThatWasRefusedEarly() {
    var entry = LedgerEntries.refused(world, Samples.NOW);

    assertThat(get(ledger.append(List.of(entry)))).isEqualTo(1);

    assertThat(get(queries.find(new LedgerScope.Platform(), entry.requestId()))).isEqualTo(entry);
  }

  @Test
  void keepsWhereARestRequestWent() {
    var entry = LedgerEntries.unanswered(world, Samples.NOW);

    assertThat(get(ledger.append(List.of(entry)))).isEqualTo(1);

    assertThat(get(queries.find(new LedgerScope.Platform(), entry.requestId()))).isEqualTo(entry);
  }

  @Test
  void readsAttemptsAsTheVersionBeforeWroteThem() {
    var entry = LedgerEntries.of(world, Samples.NOW);
    get(ledger.append(List.of(entry)));

    persistence
        .database()
        .execute(
            """
            update ledger_entry set attempts = jsonb_build_array(
              jsonb_build_object(
                'deployment', deployment_id, 'status', 503, 'error', 'overloaded', 'micros', 7000),
              jsonb_build_object(
                'deployment', deployment_id, 'status', null, 'error', null, 'micros', 9000))
            """);

    assertThat(get(queries.find(new LedgerScope.Platform(), entry.requestId()))).isEqualTo(entry);
  }

  @Test
  void dropsTheMonthsThatAreNotToBeKept() {
    var database = persistence.database();
    database.execute("select ensure_ledger_partitions(now() - interval '6 months')");
    var old = LedgerEntries.of(world, Instant.now().minus(Duration.ofDays(150)));
    var recent = LedgerEntries.of(world, Instant.now().minus(Duration.ofDays(20)));
    get(ledger.append(List.of(old, recent)));

    try (var forgetful = PersistenceForTests.on(database, "tollgate.database.ledger-months=2")) {
      get(forgetful.port(Ledger.class).append(List.of(LedgerEntries.of(world, Instant.now()))));
    }

    var everything = new LedgerScope.Platform();
    assertThat(get(queries.find(everything, old.requestId()))).isNull();
    assertThat(get(queries.find(everything, recent.requestId()))).isNotNull();
    assertThat(database.query("select count(*) from ledger_entry")).isEqualTo("2");
    assertThat(
            database.query(
                "select count(*) from pg_class where relname = 'ledger_entry_'"
                    + " || to_char(now() - interval '6 months', 'YYYY_MM')"))
        .isEqualTo("0");
  }

  @Test
  void tellsEntriesThatItWillNeverTakeFromADatabaseThatIsAway() {
    persistence.database().execute("alter table ledger_entry add check (original_model <> 'no')");
    var poison = LedgerEntries.named(world, Samples.NOW, "no");

    assertThatThrownBy(() -> get(ledger.append(List.of(poison))))
        .isInstanceOf(EntriesRefused.class);
    persistence.database().execute("alter table ledger_entry rename to ledger_gone");
    assertThatThrownBy(() -> get(ledger.append(List.of(poison))))
        .isNotInstanceOf(EntriesRefused.class);
  }

  @Test
  void booksABatchOnceHoweverOftenItIsDelivered() {
    var batch = batch(50);

    assertThat(get(ledger.append(batch))).isEqualTo(50);
    var once = sum();
    assertThat(get(ledger.append(batch))).isZero();
    assertThat(get(ledger.append(batch.reversed()))).isZero();

    assertThat(sum()).isEqualTo(once);
    assertThat(once.requests()).isEqualTo(50);
    assertThat(once.cost().nanos())
        .isEqualTo(batch.stream().mapToLong(entry -> entry.cost().nanos()).sum());
  }

  @Test
  void booksOnlyWhatIsNewOfABatchThatOverlaps() {
    var batch = batch(20);
    get(ledger.append(batch.subList(0, 12)));

    assertThat(get(ledger.append(batch.subList(8, 20)))).isEqualTo(8);

    assertThat(sum().requests()).isEqualTo(20);
  }

  @Test
  void booksOverlappingBatchesOfManyNodesAtOnce() {
    var entries = batch(120);
    var random = new Random(7);
    var deliveries =
        IntStream.range(0, 24)
            .mapToObj(n -> {
              var shuffled = new ArrayList<>(entries);
              Collections.shuffle(shuffled, random);
              return List.copyOf(shuffled.subList(0, 60));
            })
            .toList();

    Flux.fromIterable(deliveries)
        .concatWithValues(entries)
        .flatMap(ledger::append, 8)
        .blockLast(Duration.ofMinutes(1));

    assertThat(sum().requests()).isEqualTo(120);
    assertThat(persistence.database().query("select count(*) from ledger_entry")).isEqualTo("120");
  }

  @Test
  void remembersWhenACredentialWasLastUsed() {
    var credentials = persistence.port(Credentials.class);
    var id = world.credential().id();
    get(ledger.append(List.of(LedgerEntries.of(world, Samples.NOW))));
    get(ledger.append(List.of(LedgerEntries.of(world, Samples.NOW.minusSeconds(60)))));
    assertThat(get(credentials.find(id)).lastUsedAt()).isEqualTo(Samples.NOW);

    persistence.write(credentials.save(world.credential().revokedAt(Samples.NOW)));
    assertThat(get(credentials.find(id)).lastUsedAt()).isEqualTo(Samples.NOW);
  }

  @Test
  void takesEntriesOfAnyTime() {
    var old = LedgerEntries.of(world, Instant.parse("2019-02-03T04:05:06Z"));
    var late = LedgerEntries.of(world, Instant.parse("2031-02-03T04:05:06Z"));

    assertThat(get(ledger.append(List.of(old, late)))).isEqualTo(2);

    assertThat(get(queries.find(new LedgerScope.Platform(), old.requestId()))).isEqualTo(old);
  }

  @Test
  void takesWhateverAClientCallsItsModel() {
    var entry =
        LedgerEntries.named(world, Samples.NOW, "a\u0000b\"\\u0000\ud800" + "x".repeat(9000));

    assertThat(get(ledger.append(List.of(entry)))).isEqualTo(1);
  }

  @Test
  void doesNothingForNothing() {
    assertThat(get(ledger.append(List.of()))).isZero();
  }

  private UsageSum sum() {
    return get(
        queries.sums(new LedgerScope.Platform(), EntryFilter.between(FROM, TO), WHOLE).single());
  }

  private List<LedgerEntry> batch(int size) {
    return IntStream.range(0, size)
        .mapToObj(n -> LedgerEntries.of(world, Samples.NOW.plusSeconds(n * 97L)))
        .toList();
  }
}
