package io.tollgate.persistence.ledger;

import io.tollgate.domain.ledger.EntriesRefused;
import io.tollgate.domain.ledger.Ledger;
import io.tollgate.domain.ledger.LedgerEntry;
import io.tollgate.persistence.database.Detached;
import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** {@link Ledger} on PostgreSQL. */
final class R2dbcLedger implements Ledger {

  private static final Logger log = LoggerFactory.getLogger(R2dbcLedger.class);

  /**
   * Entries, sums and the last use of credentials in one statement, and so in one transaction. Sums
   * count only what the insert returns, so that a batch can be delivered any number of times. Each
   * step takes its rows in the order of their keys: two batches that meet wait for each other, but
   * never both ways.
   */
  private static final String APPEND =
      """
      with inserted as (
        insert into ledger_entry (%1$s)
        select %1$s from json_populate_recordset(null::ledger_entry, :entries::json)
        order by started_at, request_id
        on conflict (started_at, request_id) do nothing
        returning *
      ), summed as (
        insert into usage_rollup as total (
          bucket_start, tenant_id, owner_tenant_id, application_id, credential_id, api_id, model,
          provider_id, currency, requests, failed, refused, unpriced, estimated, input, cache_read,
          cache_write, output, reasoning, audio_input, audio_output, image,
          cache_write_hour, audio_seconds, search_units, cost_nanos)
        select
          date_bin('15 minutes', started_at, timestamptz '2000-01-01 00:00:00+00') as bucket_start,
          tenant_id, owner_tenant_id, application_id, credential_id, api_id,
          %2$s as model, provider_id, currency,
          %3$s
        from inserted
        group by 1, 2, 3, 4, 5, 6, 7, 8, 9
        order by 1, 2, 3, 4, 5, 6, 7, 8, 9
        on conflict (
          bucket_start, tenant_id, owner_tenant_id, application_id, credential_id, api_id, model,
          provider_id, currency)
        do update set
          requests = total.requests + excluded.requests,
          failed = total.failed + excluded.failed,
          refused = total.refused + excluded.refused,
          unpriced = total.unpriced + excluded.unpriced,
          estimated = total.estimated + excluded.estimated,
          input = total.input + excluded.input,
          cache_read = total.cache_read + excluded.cache_read,
          cache_write = total.cache_write + excluded.cache_write,
          output = total.output + excluded.output,
          reasoning = total.reasoning + excluded.reasoning,
          audio_input = total.audio_input + excluded.audio_input,
          audio_output = total.audio_output + excluded.audio_output,
          image = total.image + excluded.image,
          cache_write_hour = total.cache_write_hour + excluded.cache_write_hour,
          audio_seconds = total.audio_seconds + excluded.audio_seconds,
          search_units = total.search_units + excluded.search_units,
          cost_nanos = total.cost_nanos + excluded.cost_nanos
      ), used as (
        select credential.id, latest.moment
        from credential
        join (select credential_id, max(started_at) as moment from inserted group by 1) latest
          on latest.credential_id = credential.id
        where credential.last_used_at is null or credential.last_used_at < latest.moment
        order by credential.id
        for no key update of credential
      ), touched as (
        update credential set last_used_at = greatest(last_used_at, used.moment)
        from used where credential.id = used.id
      )
      select count(*) from inserted
      """
          .formatted(LedgerEntryRow.COLUMNS, Measures.MODEL, Measures.SUMS_OF_ENTRIES);

  private final DatabaseClient database;
  private final Clock clock;
  private final @Nullable Integer keptMonths;
  private volatile @Nullable YearMonth partitioned;

  R2dbcLedger(DatabaseClient database, Clock clock, @Nullable Integer keptMonths) {
    this.database = database;
    this.clock = clock;
    this.keptMonths = keptMonths;
  }

  @Override
  public Mono<Integer> append(List<LedgerEntry> entries) {
    if (entries.isEmpty()) {
      return Mono.just(0);
    }
    return ensurePartitions().then(Mono.defer(() -> insert(entries))).as(Detached::mono);
  }

  private Mono<Integer> insert(List<LedgerEntry> entries) {
    return database
        .sql(APPEND)
        .bind("entries", LedgerBatch.text(entries))
        .mapValue(Integer.class)
        .one()
        .onErrorMap(DataIntegrityViolationException.class, EntriesRefused::new);
  }

  private Mono<Void> ensurePartitions() {
    return Mono.defer(() -> {
      var now = clock.instant();
      var month = YearMonth.from(now.atOffset(ZoneOffset.UTC));
      if (month.equals(partitioned)) {
        return Mono.empty();
      }
      return database
          .sql("select ensure_ledger_partitions(:moment)")
          .bind("moment", now)
          .then()
          .onErrorResume(DataIntegrityViolationException.class, R2dbcLedger::useTheDefault)
          .then(dropBefore(month))
          .doOnSuccess(done -> partitioned = month);
    });
  }

  /** Old months go when a new one comes: a partition is dropped without touching a row. */
  private Mono<Void> dropBefore(YearMonth month) {
    if (keptMonths == null) {
      return Mono.empty();
    }
    var oldest = month.minusMonths(keptMonths).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    return database
        .sql("select drop_ledger_partitions(:moment)")
        .bind("moment", oldest)
        .mapValue(String.class)
        .all()
        .doOnNext(dropped -> log.info("Dropped {}: it is older than {}", dropped, oldest))
        .then()
        .onErrorResume(failed -> {
          log.warn("Old ledger entries stay for now: {}", failed.toString());
          return Mono.empty();
        });
  }

  /** Rows of the month are in the default partition already, where they are as safe. */
  private static Mono<Void> useTheDefault(DataIntegrityViolationException refused) {
    log.warn("The ledger's default partition holds rows of this month: {}", refused.getMessage());
    return Mono.empty();
  }
}
