package io.tollgate.gateway.snapshot;

import io.tollgate.domain.configuration.NodeReport;
import io.tollgate.domain.configuration.NodeReports;
import io.tollgate.domain.configuration.Problem;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the portal which configuration this node serves and what it leaves out: at once when that
 * changes, and now and then to show that it lives. A report that cannot be delivered is made again;
 * serving never waits for one. Used by the refresher's thread only.
 */
final class NodeReporter {

  private static final Logger log = LoggerFactory.getLogger(NodeReporter.class);

  private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(30);
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final NodeReports reports;
  private final String node;
  private @Nullable NodeReport delivered;
  private long deliveredAt;

  NodeReporter(NodeReports reports, String node) {
    this.reports = reports;
    this.node = node;
  }

  void report(long version, @Nullable String failure, List<Problem> problems) {
    var report = new NodeReport(node, version, failure, problems);
    if (report.equals(delivered) && System.nanoTime() - deliveredAt < SIGN_OF_LIFE.toNanos()) {
      return;
    }
    try {
      reports.save(report).block(TIMEOUT);
      delivered = report;
      deliveredAt = System.nanoTime();
    } catch (RuntimeException undelivered) {
      log.debug("What is left out could not be reported: {}", undelivered.toString());
    }
  }
}
