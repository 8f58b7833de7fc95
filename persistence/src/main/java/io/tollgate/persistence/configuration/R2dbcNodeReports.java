package io.tollgate.persistence.configuration;

import io.tollgate.domain.configuration.NodeReport;
import io.tollgate.domain.configuration.NodeReports;
import io.tollgate.domain.configuration.Problem;
import io.tollgate.persistence.database.Detached;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** {@link NodeReports} on PostgreSQL. */
final class R2dbcNodeReports implements NodeReports {

  /** What thousands of broken definitions have in common, the first of them show. */
  private static final int MOST_PROBLEMS = 500;

  private static final String NODE =
      """
      with gone as (delete from gateway_node where reported_at < now() - interval '1 day')
      insert into gateway_node (node, version, failure, reported_at)
      values (:node, :version, :failure, now())
      on conflict (node) do update set
        version = excluded.version,
        failure = excluded.failure,
        reported_at = excluded.reported_at
      """;

  private static final String MENDED =
      """
      delete from configuration_problem
      where node = :node
        and (object_type, object_id) not in (
          select * from unnest(:types::text[], :ids::uuid[]))
      """;

  private static final String LEFT_OUT =
      """
      insert into configuration_problem as known (
        node, version, object_type, object_id, reason, remedy, reported_at)
      select :node, :version, object_type, object_id, min(reason), min(remedy), now()
      from unnest(:types::text[], :ids::uuid[], :reasons::text[], :remedies::text[])
        as problem (object_type, object_id, reason, remedy)
      group by object_type, object_id
      on conflict (node, object_type, object_id) do update set
        version = excluded.version,
        reason = excluded.reason,
        remedy = excluded.remedy,
        reported_at = case
          when known.reason = excluded.reason then known.reported_at
          else excluded.reported_at
        end
      """;

  private final DatabaseClient database;
  private final TransactionalOperator transaction;

  R2dbcNodeReports(DatabaseClient database, R2dbcTransactionManager transactions) {
    this.database = database;
    this.transaction = TransactionalOperator.create(transactions);
  }

  @Override
  public Mono<Void> save(NodeReport report) {
    var problems = report.problems().stream().limit(MOST_PROBLEMS).toList();
    return node(report)
        .then(mended(report, problems))
        .then(leftOut(report, problems))
        .as(transaction::transactional)
        .as(Detached::mono);
  }

  private Mono<Void> node(NodeReport report) {
    var statement =
        database.sql(NODE).bind("node", report.node()).bind("version", report.version());
    var failure = report.failure();
    return failure == null
        ? statement.bindNull("failure", String.class).then()
        : statement.bind("failure", failure).then();
  }

  private Mono<Void> mended(NodeReport report, List<Problem> problems) {
    return database
        .sql(MENDED)
        .bind("node", report.node())
        .bind("types", texts(problems, Problem::objectType))
        .bind("ids", ids(problems))
        .then();
  }

  private Mono<Void> leftOut(NodeReport report, List<Problem> problems) {
    return problems.isEmpty()
        ? Mono.empty()
        : database
            .sql(LEFT_OUT)
            .bind("node", report.node())
            .bind("version", report.version())
            .bind("types", texts(problems, Problem::objectType))
            .bind("ids", ids(problems))
            .bind("reasons", texts(problems, Problem::reason))
            .bind("remedies", texts(problems, Problem::remedy))
            .then();
  }

  private static String[] texts(List<Problem> problems, Function<Problem, String> text) {
    return problems.stream().map(text).toArray(String[]::new);
  }

  private static UUID[] ids(List<Problem> problems) {
    return problems.stream().map(Problem::objectId).toArray(UUID[]::new);
  }
}
