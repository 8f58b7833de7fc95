package io.tollgate.benchmarks;

import java.io.IOException;
import java.time.Duration;

/**
 * What one target did under load.
 *
 * @param cpuMicros CPU time of its process and children for each request
 */
record Measurement(String target, double cpuMicros, long warmUpRequests, Wrk.Run run) {

  /**
   * How long to warm up and to measure. A busy machine serves fewer requests in the same time, and
   * its compiler gets to less: so requests are what a warm-up needs, and time only bounds it.
   */
  record Times(long warmUpRequests, Duration longestWarmUp, Duration measured) {}

  private static final Duration SLICE = Duration.ofSeconds(5);

  static Measurement of(Server server, Wrk wrk, String path, String key, Times times)
      throws IOException, InterruptedException {
    long warmUp = 0;
    for (Duration spent = Duration.ZERO;
        warmUp < times.warmUpRequests() && spent.compareTo(times.longestWarmUp()) < 0;
        spent = spent.plus(SLICE)) {
      warmUp += wrk.run(server.uri().resolve(path), key, SLICE).requests();
    }
    Duration before = server.cpu();
    Wrk.Run run = wrk.run(server.uri().resolve(path), key, times.measured());
    Duration used = server.cpu().minus(before);
    return new Measurement(server.name(), used.toNanos() / 1e3 / run.requests(), warmUp, run);
  }
}
