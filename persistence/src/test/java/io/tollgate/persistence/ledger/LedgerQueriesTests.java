package io.tollgate.persistence.ledger;

import static io.tollgate.persistence.PersistenceForTests.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.tollgate.domain.application.ApplicationId;
import io.tollgate.domain.ledger.EntryFilter;
import io.tollgate.domain.ledger.Grouping;
import io.tollgate.domain.ledger.Grouping.Dimension;
import io.tollgate.domain.ledger.Grouping.Period;
import io.tollgate.domain.ledger.Ledger;
import io.tollgate.domain.ledger.LedgerEntry;
import io.tollgate.domain.ledger.LedgerQueries;
import io.tollgate.domain.ledger.LedgerScope;
import io.tollgate.domain.ledger.UsageSum;
import io.tollgate.domain.tenant.TenantId;
import io.tollgate.persistence.PersistenceForTests;
import io.tollgate.persistence.World;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LedgerQueriesTests {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final ZoneId UTC = ZoneId.of("UTC");
  private static final LedgerScope PLATFORM = new LedgerScope.Platform();

  /** The last Sunday of March 2026 has 23 hours in Berlin: the clocks go forward at 01:00 UTC. */
  private static final Instant FROM = Instant.parse("2026-03-27T00:00:00Z");

  private static final Instant TO = Instant.parse("2026-04-01T00:00:00Z");

  private static PersistenceForTests persistence;
  private static World one;
  private static World other;
  private static final List<LedgerEntry> entries = new ArrayList<>();

  private final LedgerQueries queries = persistence.port(LedgerQueries.class);

  @BeforeAll
  static void book() {
    persistence = PersistenceForTests.start();
    one = World.storedIn(persistence);
    other = World.storedIn(persistence);
    var random = new Random(11);
    for (int n = 0; n < 600; n++) {
      var moment =
          FROM.plusNanos(random.nextLong(Duration.between(FROM, TO).toNanos()) / 1000 * 1000);
      entries.add(
          switch (random.nextInt(6)) {
            case 0 -> LedgerEntries.refused(one, moment);
            case 1 -> LedgerEntries.unpriced(one, moment);
            case 2 -> LedgerEntries.of(other, moment);
            default -> LedgerEntries.costing(one, moment, random.nextLong(1, 1_000_000_000_000L));
          });
    }
    get(persistence.port(Ledger.class).append(entries));
  }

  @AfterAll
  static void stop() {
    persistence.close();
  }

  @Test
  void sumsByDayOfATimeZoneOverTheChangeOfItsClocks() {
    var sums = sums(PLATFORM, all(), Dimension.NOTHING, Period.DAY, BERLIN);

    assertThat(sums)
        .extracting(UsageSum::periodStart)
        .containsExactly(
            Instant.parse("2026-03-26T23:00:00Z"),
            Instant.parse("2026-03-27T23:00:00Z"),
            Instant.parse("2026-03-28T23:00:00Z"),
            Instant.parse("2026-03-29T22:00:00Z"),
            Instant.parse("2026-03-30T22:00:00Z"),
            Instant.parse("2026-03-31T22:00:00Z"));
    for (var sum : sums) {
      var day = sum.periodStart().atZone(BERLIN).toLocalDate();
      assertThat(sum.cost().nanos())
          .isEqualTo(
              entries.stream()
                  .filter(entry -> entry.startedAt().atZone(BERLIN).toLocalDate().equals(day))
                  .filter(entry -> entry.cost() != null)
                  .mapToLong(entry -> entry.cost().nanos())
                  .sum());
    }
  }

  @ParameterizedTest
  @EnumSource(Period.class)
  void countsEveryEntryInOnePeriod(Period period) {
    var sums = sums(PLATFORM, all(), Dimension.NOTHING, period, BERLIN);

    assertThat(sums.stream().mapToLong(UsageSum::requests).sum()).isEqualTo(entries.size());
    assertThat(nanos(sums)).isEqualTo(nanosOf(FROM, TO));
  }

  @Test
  void agreesWithTheEntriesToTheNanoWhereverTheQuestionBeginsAndEnds() {
    var random = new Random(5);
    for (int n = 0; n < 40; n++) {
      var from = FROM.plusSeconds(random.nextInt(100_000));
      var to =
          from.plusSeconds(random.nextInt(250_000)).plusNanos(random.nextInt(1_000_000) * 1000L);
      var sums = sums(PLATFORM, EntryFilter.between(from, to), Dimension.MODEL, Period.HOUR, UTC);

      assertThat(nanos(sums)).as(from + " to " + to).isEqualTo(nanosOf(from, to));
    }
  }

  @Test
  void agreesWithTheEntriesWhenOnlyTheyKnowTheAnswer() {
    var filter = filter(null, null, LedgerEntry.Outcome.REFUSED);

    var sum = sums(PLATFORM, filter, Dimension.NOTHING, Period.WHOLE, UTC).getFirst();

    assertThat(sum.requests()).isEqualTo(count(PLATFORM, filter)).isPositive();
    assertThat(sum.refused()).isEqualTo(sum.requests());
    assertThat(sum.cost()).isNull();
  }

  @Test
  void countsWhatHasNoPriceInTheSameSum() {
    var sums = sums(PLATFORM, all(), Dimension.MODEL, Period.WHOLE, UTC);

    assertThat(sums)
        .extracting(UsageSum::group, sum -> sum.unpriced() > 0, sum -> sum.cost() != null)
        .containsExactlyInAnyOrder(
            tuple(one.model().name(), true, true),
            tuple(other.model().name(), false, true),
            tuple(null, false, false));
  }

  @ParameterizedTest
  @EnumSource(Dimension.class)
  void groupsByEachDimension(Dimension dimension) {
    var sums = sums(PLATFORM, all(), dimension, Period.WHOLE, UTC);

    assertThat(sums.stream().mapToLong(UsageSum::requests).sum()).isEqualTo(entries.size());
    assertThat(nanos(sums)).isEqualTo(nanosOf(FROM, TO));
  }

  @Test
  void showsAConsumerOnlyWhatItConsumed() {
    seesExactly(new LedgerScope.Consumer(one.consumer().id()), entry -> isOf(one, entry));
    seesExactly(new LedgerScope.Consumer(other.consumer().id()), entry -> isOf(other, entry));
    seesExactly(new LedgerScope.Consumer(one.owner().id()), entry -> false);
    seesExactly(new LedgerScope.Consumer(TenantId.create()), entry -> false);
  }

  @Test
  void showsAnOwnerOnlyWhatWasConsumedOfItsApis() {
    seesExactly(
        new LedgerScope.Owner(one.owner().id()),
        entry -> isOf(one, entry) && entry.ownerTenant() != null);
    seesExactly(new LedgerScope.Owner(other.owner().id()), entry -> isOf(other, entry));
    seesExactly(new LedgerScope.Owner(one.consumer().id()), entry -> false);
  }

  @Test
  void doesNotWidenAScopeByAFilter() {
    var scope = new LedgerScope.Consumer(one.consumer().id());
    var filter = filter(other.consumer().id(), null, null);

    assertThat(count(scope, filter)).isZero();
    assertThat(sums(scope, filter, Dimension.TENANT, Period.WHOLE, UTC)).isEmpty();
    assertThat(count(scope, filter(null, other.application().id(), null))).isZero();
  }

  @Test
  void filtersEntriesAndSumsAlike() {
    var filter = filter(null, other.application().id(), null);

    assertThat(count(PLATFORM, filter))
        .isEqualTo(entries.stream().filter(entry -> isOf(other, entry)).count())
        .isEqualTo(
            sums(PLATFORM, filter, Dimension.NOTHING, Period.WHOLE, UTC).getFirst().requests());
  }

  @Test
  void turnsPagesWithoutLosingOrRepeatingAnEntry() {
    var seen = new ArrayList<UUID>();
    LedgerQueries.@Nullable Cursor cursor = null;
    List<LedgerEntry> page;
    do {
      page = queries.entries(PLATFORM, all(), cursor, 37).collectList().block();
      for (var entry : page) {
        seen.add(entry.requestId());
        cursor = new LedgerQueries.Cursor(entry.startedAt(), entry.requestId());
      }
    } while (!page.isEmpty());

    assertThat(seen)
        .containsExactlyElementsOf(
            entries.stream()
                .sorted(LedgerQueriesTests::newestFirst)
                .map(LedgerEntry::requestId)
                .toList());
  }

  @Test
  void refusesAPageThatIsTooLarge() {
    assertThatThrownBy(() -> queries.entries(PLATFORM, all(), null, 1_000_000).blockLast())
        .isInstanceOf(IllegalArgumentException.class);
  }

  private void seesExactly(LedgerScope scope, Predicate<LedgerEntry> visible) {
    var expected = entries.stream().filter(visible).toList();
    assertThat(queries.entries(scope, all(), null, 10_000).toIterable())
        .containsExactlyInAnyOrderElementsOf(expected);
    for (var entry : entries) {
      assertThat(get(queries.find(scope, entry.requestId())) != null)
          .isEqualTo(visible.test(entry));
    }
    for (var dimension : Dimension.values()) {
      assertThat(
              sums(scope, all(), dimension, Period.DAY, BERLIN).stream()
                  .mapToLong(UsageSum::requests)
                  .sum())
          .isEqualTo(expected.size());
    }
  }

  private List<UsageSum> sums(
      LedgerScope scope, EntryFilter filter, Dimension by, Period period, ZoneId zone) {
    return get(queries.sums(scope, filter, new Grouping(by, period, zone)).collectList());
  }

  private long count(LedgerScope scope, EntryFilter filter) {
    return get(queries.entries(scope, filter, null, 10_000).count());
  }

  private static EntryFilter all() {
    return EntryFilter.between(FROM, TO);
  }

  private static EntryFilter filter(
      @Nullable TenantId tenant,
      @Nullable ApplicationId application,
      LedgerEntry.@Nullable Outcome outcome) {
    return new EntryFilter(FROM, TO, tenant, application, null, null, outcome, null);
  }

  private static boolean isOf(World world, LedgerEntry entry) {
    return entry.tenant().equals(world.consumer().id());
  }

  private static long nanos(List<UsageSum> sums) {
    return sums.stream()
        .filter(sum -> sum.cost() != null)
        .mapToLong(sum -> sum.cost().nanos())
        .sum();
  }

  private static long nanosOf(Instant from, Instant to) {
    return entries.stream()
        .filter(entry -> !entry.startedAt().isBefore(from) && entry.startedAt().isBefore(to))
        .filter(entry -> entry.cost() != null)
        .mapToLong(entry -> entry.cost().nanos())
        .sum();
  }

  /** PostgreSQL compares UUIDs by their bytes. */
  private static int newestFirst(LedgerEntry a, LedgerEntry b) {
    int byMoment = b.startedAt().compareTo(a.startedAt());
    return byMoment != 0 ? byMoment : b.requestId().toString().compareTo(a.requestId().toString());
  }
}
