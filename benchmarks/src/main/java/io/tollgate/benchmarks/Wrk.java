package io.tollgate.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The load: wrk with 32 connections that post the same chat completion. */
final class Wrk {
  static final int CONNECTIONS = 32;
  private static final Pattern RESULT =
      Pattern.compile(
          "RESULT requests=(\\d+) micros=(\\d+) p50=(\\d+) p99=(\\d+) refused=(\\d+) broken=(\\d+)");

  private final Path script;
  private final Path body;

  private Wrk(Path script, Path body) {
    this.script = script;
    this.body = body;
  }

  static Wrk in(Workspace workspace) throws IOException {
    return new Wrk(
        workspace.writeResource("chat.lua", Map.of()),
        workspace.write("request.json", Payloads.request()));
  }

  /**
   * What one run saw; latencies in microseconds.
   *
   * @param failed answers that were not 2xx or 3xx, and broken connections
   */
  record Run(long requests, double seconds, long p50, long p99, long failed) {
    double perSecond() {
      return requests / seconds;
    }
  }

  /** Loads the address for a while with this key. */
  Run run(URI address, String key, Duration duration) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
                List.of(
                    "wrk",
                    "--threads=1",
                    "--connections=" + CONNECTIONS,
                    "--duration=" + duration.toSeconds() + "s",
                    "--timeout=10s",
                    "--script=" + script,
                    address.toString()))
            .redirectErrorStream(true);
    builder.environment().put("BENCH_KEY", key);
    builder.environment().put("BENCH_BODY", body.toString());
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    Matcher matcher = RESULT.matcher(output);
    if (!matcher.find()) {
      throw new IllegalStateException("wrk failed: " + output);
    }
    return new Run(
        Long.parseLong(matcher.group(1)),
        Long.parseLong(matcher.group(2)) / 1e6,
        Long.parseLong(matcher.group(3)),
        Long.parseLong(matcher.group(4)),
        Long.parseLong(matcher.group(5)) + Long.parseLong(matcher.group(6)));
  }
}
