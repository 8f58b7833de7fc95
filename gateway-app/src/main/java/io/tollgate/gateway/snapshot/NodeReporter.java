package io.tollgate.gateway.snapshot;

import io.tollgate.domain.configuration.NodeReport;
import io.tollgate.domain.configuration.NodeReports;
import io.tollgate.domain.configuration.Problem;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Tells the portal which configuration this node serves and what it leaves out: at once when that
 * changes, and now and then to show that it lives. A report that cannot be delivered is made again;
 * nothing waits for one.
 */
final class NodeReporter {

  private static final Logger log = LoggerFactory.getLogger(NodeReporter.class);

  private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(30);
  static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final NodeReports reports;
  private final String node;
  private final Scheduler timeouts;
  private final AtomicBoolean underWay = new AtomicBoolean();
  private volatile @Nullable Delivered last;

  NodeReporter(NodeReports reports, String node, Scheduler timeouts) {
    this.reports = reports;
    this.node = node;
    this.timeouts = timeouts;
  }

  /** Makes a report, unless it is known or another is under way; so ask again after a while. */
  void report(long version, @Nullable String failure, List<Problem> problems) {
    var report = new NodeReport(node, version, failure, problems);
    if (isKnown(report) || !underWay.compareAndSet(false, true)) {
      return;
    }
    Mono.defer(() -> reports.save(report))
        .timeout(TIMEOUT, timeouts)
        .doFinally(end -> underWay.set(false))
        .subscribe(
            nothing -> {},
            undelivered ->
                log.debug("What is left out could not be reported: {}", undelivered.toString()),
            () -> last = new Delivered(report, System.nanoTime()));
  }

  private boolean isKnown(NodeReport report) {
    var known = last;
    return known != null
        && known.report.equals(report)
        && System.nanoTime() - known.at < SIGN_OF_LIFE.toNanos();
  }

  /** What the portal knows since then, by {@link System#nanoTime}. */
  private record Delivered(NodeReport report, long at) {}
}
