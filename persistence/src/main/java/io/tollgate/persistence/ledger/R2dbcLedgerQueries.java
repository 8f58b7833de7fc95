package io.tollgate.persistence.ledger;

import io.tollgate.domain.ledger.EntryFilter;
import io.tollgate.domain.ledger.Grouping;
import io.tollgate.domain.ledger.Grouping.Dimension;
import io.tollgate.domain.ledger.LedgerEntry;
import io.tollgate.domain.ledger.LedgerQueries;
import io.tollgate.domain.ledger.LedgerScope;
import io.tollgate.domain.ledger.UsageSum;
import io.tollgate.persistence.database.Detached;
import io.tollgate.persistence.database.PageSize;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** {@link LedgerQueries} on PostgreSQL. */
final class R2dbcLedgerQueries implements LedgerQueries {

  private static final String SELECT =
      "select " + LedgerEntryRow.COLUMNS + " from ledger_entry where ";

  static final String NEWEST_FIRST = " order by started_at desc, request_id desc limit :limit";

  private final DatabaseClient database;

  R2dbcLedgerQueries(DatabaseClient database) {
    this.database = database;
  }

  @Override
  public Mono<LedgerEntry> find(LedgerScope scope, UUID requestId) {
    var conditions =
        Conditions.seenBy(scope).and("request_id = :requestId", "requestId", requestId);
    return conditions
        .bindTo(database.sql(SELECT + conditions + " order by started_at desc limit 1"))
        .mapProperties(LedgerEntryRow.class)
        .one()
        .as(Detached::mono)
        .map(LedgerEntryRow::toEntry);
  }

  @Override
  public Flux<LedgerEntry> entries(
      LedgerScope scope, EntryFilter filter, @Nullable Cursor after, int limit) {
    var conditions = page(scope, filter, after);
    return conditions
        .bindTo(database.sql(SELECT + conditions + NEWEST_FIRST))
        .bind("limit", PageSize.checked(limit))
        .mapProperties(LedgerEntryRow.class)
        .all()
        .as(Detached::flux)
        .map(LedgerEntryRow::toEntry);
  }

  /** Which entries a page begins with; it is read {@link #NEWEST_FIRST}. */
  static Conditions page(LedgerScope scope, EntryFilter filter, @Nullable Cursor after) {
    var conditions =
        Conditions.seenBy(scope)
            .and("started_at >= :from", "from", filter.from())
            .and("started_at < :to", "to", end(filter, after))
            .matching(filter, Measures.MODEL)
            .endingAs(filter);
    return after == null
        ? conditions
        : conditions
            .and("(started_at, request_id) < (:afterMoment, :afterId)")
            .binding("afterMoment", after.startedAt())
            .binding("afterId", after.requestId());
  }

  /**
   * An index is entered at this bound, and not at the cursor behind it: with the end of the whole
   * question, a page would read everything before its cursor.
   */
  private static Instant end(EntryFilter filter, @Nullable Cursor after) {
    if (after == null) {
      return filter.to();
    }
    var justAfter = after.startedAt().plus(1, ChronoUnit.MICROS);
    return justAfter.isBefore(filter.to()) ? justAfter : filter.to();
  }

  @Override
  public Flux<UsageSum> sums(LedgerScope scope, EntryFilter filter, Grouping grouping) {
    if (!filter.from().isBefore(filter.to())) {
      return Flux.empty();
    }
    var quarters = WholeQuarters.of(filter);
    var periods =
        Periods.starts(filter.from(), filter.to(), grouping.period(), grouping.timeZone());
    var rollups =
        Conditions.seenBy(scope)
            .and("bucket_start >= :firstQuarter", "firstQuarter", quarters.first())
            .and("bucket_start < :lastQuarter", "lastQuarter", quarters.last())
            .matching(filter, "model");
    var entries =
        Conditions.seenBy(scope)
            .and(
                """
                (started_at >= :from and started_at < :firstQuarter
                  or started_at >= :lastQuarter and started_at < :to)
                """)
            .binding("from", filter.from())
            .binding("to", filter.to())
            .matching(filter, Measures.MODEL)
            .endingAs(filter);
    return entries
        .bindTo(rollups.bindTo(database.sql(sums(grouping.by(), rollups, entries))))
        .bind("periods", periods.toArray(Instant[]::new))
        .mapProperties(UsageSumRow.class)
        .all()
        .as(Detached::flux)
        .map(row -> row.toSum(periods));
  }

  /**
   * Whole quarters of an hour come from the roll-ups, what is left at both ends from the entries.
   * Requests without a price join the group's currency, so that a group with one currency has one
   * sum.
   */
  private static String sums(Dimension by, Conditions rollups, Conditions entries) {
    return """
    with counted as (
      select width_bucket(bucket_start, :periods) as period, %s as category, currency, %s
      from usage_rollup where %s
      group by 1, 2, 3
      union all
      select width_bucket(started_at, :periods) as period, %s as category, currency, %s
      from ledger_entry where %s
      group by 1, 2, 3
    ), booked as (
      select
        counted.*,
        coalesce(currency, min(currency) over (partition by period, category)) as booked_currency
      from counted
    )
    select period, category, booked_currency as currency, %s
    from booked
    group by period, category, booked_currency
    order by period, category, booked_currency
    """
        .formatted(
            category(by, "model"),
            Measures.SUMS_OF_ROLLUPS,
            rollups,
            category(by, Measures.MODEL),
            Measures.SUMS_OF_ENTRIES,
            entries,
            Measures.SUMS_OF_ROLLUPS);
  }

  private static String category(Dimension dimension, String model) {
    return switch (dimension) {
      case NOTHING -> "null::text";
      case MODEL -> model;
      case APPLICATION -> "application_id::text";
      case API -> "api_id::text";
      case CREDENTIAL -> "credential_id::text";
      case PROVIDER -> "provider_id::text";
      case TENANT -> "tenant_id::text";
    };
  }
}
