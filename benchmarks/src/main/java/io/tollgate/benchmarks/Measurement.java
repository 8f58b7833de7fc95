package io.tollgate.benchmarks;

import java.io.IOException;
import java.time.Duration;

/**
 * What one target did under load.
 *
 * @param cpuMicros CPU time of its process and children for each request
 */
record Measurement(String target, double cpuMicros, Wrk.Run warmUp, Wrk.Run run) {

  /** How long to warm up and to measure. */
  record Times(Duration warmUp, Duration measured) {}

  static Measurement of(Server server, Wrk wrk, String path, String key, Times times)
      throws IOException, InterruptedException {
    Wrk.Run warmUp = wrk.run(server.uri().resolve(path), key, times.warmUp());
    Duration before = server.cpu();
    Wrk.Run run = wrk.run(server.uri().resolve(path), key, times.measured());
    Duration used = server.cpu().minus(before);
    return new Measurement(server.name(), used.toNanos() / 1e3 / run.requests(), warmUp, run);
  }
}
