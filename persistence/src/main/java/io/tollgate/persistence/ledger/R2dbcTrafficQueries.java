package io.tollgate.persistence.ledger;

import io.tollgate.domain.ledger.ModelTraffic;
import io.tollgate.domain.ledger.Traffic;
import io.tollgate.domain.ledger.TrafficQueries;
import io.tollgate.domain.model.DeploymentId;
import io.tollgate.domain.model.ModelId;
import io.tollgate.persistence.database.Detached;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** {@link TrafficQueries} on PostgreSQL. */
final class R2dbcTrafficQueries implements TrafficQueries {

  private static final Duration TIMED = Duration.ofDays(1);
  private static final Duration COUNTED = Duration.ofDays(30);
  private static final int MOST = 10_000;

  /**
   * A first token that came after another deployment had failed says nothing about either. What the
   * upstream refuses for the request's own sake, it is not to blame for.
   */
  private static final String TRAFFIC =
      """
      with newest as (
        select deployment_id, started_at, first_token_micros, attempts
        from ledger_entry
        where model_id = :model and started_at >= :counted and started_at < :now
        order by started_at desc
        limit :most
      ), time as (
        select
          deployment_id as deployment, count(*) as timed,
          percentile_cont(0.5) within group (order by first_token_micros) as median,
          percentile_cont(0.95) within group (order by first_token_micros) as p95
        from newest
        where started_at >= :timed and first_token_micros is not null
          and deployment_id is not null and jsonb_array_length(attempts) = 1
        group by grouping sets ((deployment_id), ())
      ), attempt as (
        select one.deployment,
          one.error is not null and not (
            coalesce(one.status, 0) between 400 and 499
            and one.status not in (401, 402, 403, 404, 408, 429)) as failed
        from newest, jsonb_to_recordset(newest.attempts)
          as one (deployment uuid, status integer, error text)
      ), call as (
        select deployment, count(*) as calls, count(*) filter (where failed) as failed
        from attempt
        group by grouping sets ((deployment), ())
      )
      select
        deployment, sum(timed)::bigint as timed, max(median)::bigint as median_micros,
        max(p95)::bigint as p95_micros, sum(calls)::bigint as calls, sum(failed)::bigint as failed
      from (
        select deployment, timed, median, p95, 0 as calls, 0 as failed from time
        union all
        select deployment, 0, null, null, calls, failed from call
      ) as both_of_them
      group by deployment
      """;

  private final DatabaseClient database;

  R2dbcTrafficQueries(DatabaseClient database) {
    this.database = database;
  }

  @Override
  public Mono<ModelTraffic> of(ModelId model, Instant now) {
    return database
        .sql(TRAFFIC)
        .bind("model", model.value())
        .bind("now", now)
        .bind("timed", now.minus(TIMED))
        .bind("counted", now.minus(COUNTED))
        .bind("most", MOST)
        .mapProperties(Row.class)
        .all()
        .as(Detached::flux)
        .collectList()
        .map(R2dbcTrafficQueries::traffic);
  }

  private static ModelTraffic traffic(List<Row> rows) {
    var whole =
        rows.stream()
            .filter(row -> row.deployment() == null)
            .findFirst()
            .map(Row::toTraffic)
            .orElse(Traffic.NONE);
    var deployments =
        rows.stream()
            .filter(row -> row.deployment() != null)
            .collect(Collectors.toMap(row -> new DeploymentId(row.deployment()), Row::toTraffic));
    return new ModelTraffic(whole, deployments);
  }

  /** How the calls of a deployment went; without one, of all of them. */
  record Row(
      @Nullable UUID deployment,
      long timed,
      @Nullable Long medianMicros,
      @Nullable Long p95Micros,
      long calls,
      long failed) {

    Traffic toTraffic() {
      return new Traffic(timed, duration(medianMicros), duration(p95Micros), calls, failed);
    }

    private static @Nullable Duration duration(@Nullable Long micros) {
      return micros == null ? null : Duration.of(micros, ChronoUnit.MICROS);
    }
  }
}
