package io.tollgate.persistence.configuration;

import io.tollgate.domain.configuration.GatewayNode;
import io.tollgate.domain.configuration.GatewayNodes;
import io.tollgate.domain.configuration.LeftOut;
import io.tollgate.domain.configuration.Problem;
import io.tollgate.persistence.database.Detached;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;

/** {@link GatewayNodes} on PostgreSQL. */
final class R2dbcGatewayNodes implements GatewayNodes {

  /** Four reports that did not come. */
  private static final String ALIVE = "reported_at > now() - interval '2 minutes'";

  private static final String LEFT_OUT =
      """
      select object_type, object_id, reason, min(remedy) as remedy,
             min(problem.reported_at) as since, array_agg(node order by node) as nodes
      from configuration_problem problem
      where node in (select node from gateway_node where %s) and %s
      group by object_type, object_id, reason
      order by since desc, object_type, object_id
      limit 100
      """;

  private final DatabaseClient database;

  R2dbcGatewayNodes(DatabaseClient database) {
    this.database = database;
  }

  private record NodeRow(String node, long version, @Nullable String failure, Instant reportedAt) {

    GatewayNode toNode() {
      return new GatewayNode(node, version, failure, reportedAt);
    }
  }

  @SuppressWarnings(
      "ArrayRecordComponent") // An array column; rows are read and dropped, not compared.
  private record LeftOutRow(
      String objectType,
      UUID objectId,
      String reason,
      String remedy,
      Instant since,
      String[] nodes) {

    LeftOut toLeftOut() {
      return new LeftOut(new Problem(objectType, objectId, reason, remedy), since, List.of(nodes));
    }
  }

  @Override
  public Flux<GatewayNode> alive() {
    return database
        .sql(
            "select node, version, failure, reported_at from gateway_node where "
                + ALIVE
                + " order by node")
        .mapProperties(NodeRow.class)
        .all()
        .map(NodeRow::toNode)
        .as(Detached::flux);
  }

  @Override
  public Flux<LeftOut> leftOut() {
    return leftOut(database.sql(LEFT_OUT.formatted(ALIVE, "true")));
  }

  @Override
  public Flux<LeftOut> leftOut(Collection<UUID> objects) {
    return leftOut(
        database
            .sql(LEFT_OUT.formatted(ALIVE, "object_id = any(:objects)"))
            .bind("objects", objects.toArray(UUID[]::new)));
  }

  private static Flux<LeftOut> leftOut(DatabaseClient.GenericExecuteSpec statement) {
    return statement
        .mapProperties(LeftOutRow.class)
        .all()
        .map(LeftOutRow::toLeftOut)
        .as(Detached::flux);
  }
}
