package io.tollgate.benchmarks;

import java.util.List;
import java.util.Locale;

/** The measurements as a Markdown table, with each CPU time as a multiple of the yardstick's. */
final class Report {
  private Report() {}

  static String of(List<Measurement> measurements, Measurement yardstick) {
    var report = new StringBuilder();
    report.append(
        "| target | CPU per request | × bare route | requests/s | p50 | p99 | failed |\n");
    report.append("|---|---:|---:|---:|---:|---:|---:|\n");
    for (Measurement measurement : measurements) {
      Wrk.Run run = measurement.run();
      report.append(
          String.format(
              Locale.ROOT,
              "| %s | %.1f µs | %.2f | %,.0f | %.2f ms | %.2f ms | %d |%n",
              measurement.target(),
              measurement.cpuMicros(),
              measurement.cpuMicros() / yardstick.cpuMicros(),
              run.perSecond(),
              run.p50() / 1e3,
              run.p99() / 1e3,
              run.failed()));
    }
    return report.toString();
  }
}
