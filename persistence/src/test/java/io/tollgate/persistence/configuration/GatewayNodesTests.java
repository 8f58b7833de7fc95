package io.tollgate.persistence.configuration;

import static io.tollgate.persistence.PersistenceForTests.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.configuration.GatewayNode;
import io.tollgate.domain.configuration.GatewayNodes;
import io.tollgate.domain.configuration.LeftOut;
import io.tollgate.domain.configuration.NodeReport;
import io.tollgate.domain.configuration.NodeReports;
import io.tollgate.domain.configuration.Problem;
import io.tollgate.persistence.PersistenceForTests;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GatewayNodesTests {

  private final PersistenceForTests persistence = PersistenceForTests.start();
  private final NodeReports reports = persistence.port(NodeReports.class);
  private final GatewayNodes nodes = persistence.port(GatewayNodes.class);
  private final Problem broken = problem("its pattern is malformed");
  private final Problem other = problem("its base path is reserved");

  @AfterEach
  void close() {
    persistence.close();
  }

  @Test
  void tellsWhatANodeServesAndLeavesOut() {
    report("one", 7, broken, other);

    assertThat(alive()).extracting(GatewayNode::name, GatewayNode::version).hasSize(1);
    assertThat(alive().getFirst().version()).isEqualTo(7);
    assertThat(leftOut()).extracting(LeftOut::problem).containsExactlyInAnyOrder(broken, other);
    assertThat(get(nodes.leftOut(List.of(other.objectId(), UUID.randomUUID())).collectList()))
        .extracting(LeftOut::problem)
        .containsExactly(other);
  }

  @Test
  void forgetsWhatWasMendedAndKeepsSinceWhenTheRestIsBroken() {
    report("one", 7, broken, other);
    var since = leftOut(broken).since();

    report("one", 8, broken);
    report("one", 8, broken);

    assertThat(leftOut()).extracting(LeftOut::problem).containsExactly(broken);
    assertThat(leftOut(broken).since()).isEqualTo(since);
    report("one", 9);
    assertThat(leftOut()).isEmpty();
  }

  @Test
  void anotherReasonBeginsAnew() {
    report("one", 7, broken);
    var since = leftOut(broken).since();
    var worse =
        new Problem(broken.objectType(), broken.objectId(), "its upstream is no address", "Do.");

    report("one", 8, worse);

    assertThat(leftOut(worse).since()).isAfter(since);
    assertThat(leftOut()).hasSize(1);
  }

  @Test
  void oneLineNamesAllNodesThatHaveTheSameProblem() {
    report("one", 7, broken);
    report("two", 7, broken);

    assertThat(leftOut(broken).nodes()).containsExactly("one", "two");
    report("two", 7);
    assertThat(leftOut(broken).nodes()).containsExactly("one");
  }

  @Test
  void aSilentNodeIsGoneWithItsProblems() {
    report("one", 7, broken);
    persistence
        .database()
        .execute("update gateway_node set reported_at = now() - interval '3 minutes'");

    assertThat(alive()).isEmpty();
    assertThat(leftOut()).isEmpty();

    persistence
        .database()
        .execute("update gateway_node set reported_at = now() - interval '2 days'");
    report("two", 7);
    assertThat(persistence.database().query("select count(*) from configuration_problem"))
        .isEqualTo("0");
  }

  @Test
  void tellsWhyANewVersionCannotBeLoaded() {
    get(reports.save(new NodeReport("one", 7, "relation price does not exist", List.of())));

    assertThat(alive().getFirst().failure()).isEqualTo("relation price does not exist");
    report("one", 8);
    assertThat(alive().getFirst().failure()).isNull();
  }

  @Test
  void thousandsOfProblemsAreBounded() {
    var many = Stream.generate(() -> problem("broken")).limit(2000).toArray(Problem[]::new);

    report("one", 7, many);

    assertThat(persistence.database().query("select count(*) from configuration_problem"))
        .isEqualTo("500");
    assertThat(leftOut()).hasSize(100);
  }

  private void report(String node, long version, Problem... problems) {
    get(reports.save(new NodeReport(node, version, null, List.of(problems))));
  }

  private List<GatewayNode> alive() {
    return get(nodes.alive().collectList());
  }

  private List<LeftOut> leftOut() {
    return get(nodes.leftOut().collectList());
  }

  private LeftOut leftOut(Problem problem) {
    return leftOut().stream()
        .filter(one -> one.problem().equals(problem))
        .findFirst()
        .orElseThrow();
  }

  private static Problem problem(String reason) {
    return new Problem("route", UUID.randomUUID(), reason, "Correct it.");
  }
}
