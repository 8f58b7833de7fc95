package io.tollgate.gateway.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.configuration.NodeReport;
import io.tollgate.domain.configuration.NodeReports;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

/** Reports are made again until they are delivered, and hold nobody up. */
class NodeReporterTests {

  /** Keeps what was asked of it, and answers as it is told to. */
  private static final class Portal implements NodeReports {
    private final List<NodeReport> asked = new ArrayList<>();
    private Mono<Void> answer = Mono.empty();

    @Override
    public Mono<Void> save(NodeReport report) {
      asked.add(report);
      return answer;
    }
  }

  private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
  private final Portal portal = new Portal();
  private final NodeReporter reporter = new NodeReporter(portal, "node-1", time);

  private void report(long version) {
    reporter.report(version, null, List.of());
  }

  private List<Long> versions() {
    return portal.asked.stream().map(NodeReport::version).toList();
  }

  @Test
  void saysTheSameOnce() {
    report(1);
    report(1);
    report(2);
    assertThat(versions()).containsExactly(1L, 2L);
  }

  @Test
  void makesAReportAgainThatWasNotDelivered() {
    portal.answer = Mono.error(new IllegalStateException("away"));
    report(1);
    portal.answer = Mono.empty();
    report(1);
    report(1);
    assertThat(versions()).containsExactly(1L, 1L);
  }

  @Test
  @Timeout(4)
  void doesNotWaitForADatabaseThatHangs() {
    portal.answer = Mono.never();
    report(1);
    report(2);
    assertThat(versions()).as("one at a time").containsExactly(1L);
  }

  @Test
  void givesUpAReportThatHangsAndMakesTheNext() {
    portal.answer = Mono.never();
    report(1);
    time.advanceTimeBy(NodeReporter.TIMEOUT);
    portal.answer = Mono.empty();
    report(2);
    assertThat(versions()).containsExactly(1L, 2L);
  }
}
