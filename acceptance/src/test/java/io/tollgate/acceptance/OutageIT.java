package io.tollgate.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tollgate.simulator.SimulatorServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to calls when a part of Tollgate is gone for a while; the provider counts too. */
class OutageIT {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String STEADY = "sim-small+words=60+delay-token=100ms";

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @TempDir Path directory;

  private SimulatorServer provider;
  private TollgateProcess tollgate;
  private EmbeddedDatabase database;
  private String key;

  @BeforeEach
  void start() {
    provider = SimulatorServer.start("127.0.0.1", 0);
    tollgate = TollgateProcess.start(directory);
    database = EmbeddedDatabase.of(directory);
    key = tollgate.ready().demoKey().orElseThrow();
  }

  @AfterEach
  void stop() {
    tollgate.close();
    provider.close();
  }

  @Test
  void aStreamThatWasKilledWithItsProcessIsInTheLedgerOnce() throws Exception {
    letTheDemoModelBe(STEADY);
    var response = open(tollgate, key, true);
    try (var lines = new BufferedReader(new InputStreamReader(response.body(), UTF_8))) {
      readWords(lines, 5);
      tollgate.kill();
    }
    tollgate = TollgateProcess.start(directory);

    await().atMost(PATIENCE).until(() -> !entries().isEmpty());

    assertThat(entries()).containsExactly("interrupted");
    assertThat(provider.served().received()).isEqualTo(1);
    assertThat(
            database.query(
                "select usage_source from ledger_entry where input > 0 and output is not null"))
        .containsExactly("estimated");
  }

  @Test
  void aStreamUnderWayIsFinishedWhenTheProcessIsToldToStop() throws Exception {
    letTheDemoModelBe(STEADY);
    var response = open(tollgate, key, true);
    try (var lines = new BufferedReader(new InputStreamReader(response.body(), UTF_8))) {
      readWords(lines, 3);

      var rest = readRestWhileStopping(lines);

      assertThat(rest).contains("data: [DONE]");
    }
    tollgate = TollgateProcess.start(directory);

    assertThat(entries()).containsExactly("completed");
  }

  private List<String> readRestWhileStopping(BufferedReader lines) throws Exception {
    var stopping = Thread.ofVirtual().start(tollgate::terminate);
    var rest = lines.lines().toList();
    stopping.join();
    return rest;
  }

  @Test
  void anIdleProcessEndsSoonAfterItIsTold() {
    var asked = Instant.now();

    assertThat(tollgate.terminate()).isIn(0, 143);

    // About one on a machine that has nothing else to do.
    assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(4));
  }

  @Test
  void callsGoOnWithoutTheDatabaseAndAreAllBookedOnceWhenItIsBack() throws Exception {
    letTheDemoModelBe("sim-small");
    database.stop();
    var statuses = new ArrayList<Integer>();
    for (int i = 0; i < 30; i++) {
      statuses.add(ask(i % 2 == 0));
    }
    database.start();
    await().atMost(PATIENCE).ignoreExceptions().until(() -> entries().size() >= 30);
    statuses.add(ask(false));
    await().atMost(PATIENCE).until(() -> entries().size() > 30);

    assertThat(statuses).hasSize(31).containsOnly(200);
    var served = provider.served();
    assertThat(served.completed()).isEqualTo(31);
    assertThat(entries()).hasSize(31).containsOnly("completed");
    assertThat(database.query("select sum(input) || '/' || sum(output) from ledger_entry"))
        .containsExactly(served.inputTokens() + "/" + served.outputTokens());
    assertThat(database.query("select sum(requests) from usage_rollup")).containsExactly("31");
  }

  /** Points the demo model at the provider that outlives the process. */
  private void letTheDemoModelBe(String upstreamModel) {
    database.execute(
        "update provider set base_url = '" + provider.uri().resolve("/v1") + "'",
        "update deployment set upstream_model = '" + upstreamModel + "'");
    var serving = "Serving Snapshot[version " + database.publish() + ",";
    var log = directory.resolve("logs/tollgate.log");
    await().atMost(PATIENCE).until(() -> Files.readString(log).contains(serving));
  }

  private static HttpResponse<InputStream> open(
      TollgateProcess tollgate, String key, boolean stream)
      throws IOException, InterruptedException {
    var body =
        """
        {"model":"demo","stream":%s,"messages":[{"role":"user","content":"Hello there"}]}\
        """
            .formatted(stream);
    var request =
        HttpRequest.newBuilder(tollgate.ready().gateway().resolve("/v1/chat/completions"))
            .timeout(PATIENCE)
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return CLIENT.send(request, HttpResponse.BodyHandlers.ofInputStream());
  }

  private int ask(boolean stream) throws IOException, InterruptedException {
    var response = open(tollgate, key, stream);
    response.body().readAllBytes();
    return response.statusCode();
  }

  private static void readWords(BufferedReader lines, int count) throws IOException {
    for (int words = 0; words < count; ) {
      words += lines.readLine().contains("\"content\":\" ") ? 1 : 0;
    }
  }

  private List<String> entries() {
    return database.query("select outcome from ledger_entry");
  }
}
