package io.tollgate.gateway;

import static io.tollgate.gateway.ClientForTests.chat;
import static io.tollgate.gateway.ClientForTests.get;
import static io.tollgate.gateway.ClientForTests.open;
import static io.tollgate.gateway.ClientForTests.post;
import static io.tollgate.gateway.ClientForTests.send;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollgate.domain.ledger.LedgerEntry.Outcome;
import io.tollgate.domain.provider.WireFormat;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ShutdownTests {

  @Test
  void finishesItsStreamsAndTakesNobodyNewWhenItIsToldToStop() throws IOException {
    try (var gateway = GatewayForTests.start()) {
      var world = gateway.world();
      var provider = world.provider(WireFormat.OPENAI);
      var key =
          world.keyFor(world.model("steady", provider, "sim-small+words=30+delay-token=200ms"));
      var address = gateway.uri("/v1/chat/completions");
      var response = open(post(address, key.value(), chat("steady", true)));

      try (var lines = new BufferedReader(new InputStreamReader(response.body(), UTF_8))) {
        readWords(lines, 1);
        var stopped = stopping(gateway);
        GatewayForTests.await(() -> !listens(address), "nobody new is let in");

        assertThat(stopped).isNotDone();
        assertThat(lines.lines().toList()).contains("data: [DONE]");
        stopped.join();
      }

      gateway.restart(gateway.database().properties());
      assertThat(gateway.onlyEntry(key).outcome()).isEqualTo(Outcome.COMPLETED);
    }
  }

  @Test
  void cutsAndBooksOnceWhatDoesNotFinishInTime() throws IOException {
    try (var gateway = GatewayForTests.start("tollgate.gateway.drain-timeout=1s")) {
      var world = gateway.world();
      var provider = world.provider(WireFormat.OPENAI);
      var key =
          world.keyFor(world.model("endless", provider, "sim-small+words=600+delay-token=200ms"));
      var response =
          open(post(gateway.uri("/v1/chat/completions"), key.value(), chat("endless", true)));

      try (var lines = new BufferedReader(new InputStreamReader(response.body(), UTF_8))) {
        readWords(lines, 3);
        var asked = Instant.now();
        gateway.stop();

        assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(10));
        // A cut does not look like an end.
        assertThatThrownBy(() -> lines.lines().toList()).isInstanceOf(UncheckedIOException.class);
      }

      gateway.restart(gateway.database().properties());
      var entry = gateway.onlyEntry(key);
      assertThat(entry.outcome()).isIn(Outcome.CANCELLED, Outcome.INTERRUPTED);
      assertThat(entry.usage().totalInput()).isPositive();
    }
  }

  @Test
  void saysThatItIsAboutToGoWhileItStillServes() {
    try (var gateway = GatewayForTests.start("tollgate.gateway.leave-notice=5s")) {
      var world = gateway.world();
      var key = world.keyFor(world.model("demo", world.provider(WireFormat.OPENAI), "sim-small"));
      var ready = gateway.uri("/readyz");
      var chats = gateway.uri("/v1/chat/completions");

      var stopped = stopping(gateway);
      GatewayForTests.await(() -> status(ready) == 503, "it is no longer ready");

      assertThat(send(post(chats, key.value(), chat("demo", false))).statusCode()).isEqualTo(200);
      stopped.join();
    }
  }

  @Test
  void endsAtOnceWhenNothingIsUnderWay() {
    var gateway = GatewayForTests.start();
    var asked = Instant.now();

    gateway.stop();

    assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofMillis(1500));
    gateway.close();
  }

  /** On a thread of its own: the common pool may have just one. */
  private static CompletableFuture<Void> stopping(GatewayForTests gateway) {
    return CompletableFuture.runAsync(gateway::stop, stop -> Thread.ofPlatform().start(stop));
  }

  private static void readWords(BufferedReader lines, int count) throws IOException {
    for (int words = 0; words < count; ) {
      words += lines.readLine().contains("\"content\":\" ") ? 1 : 0;
    }
  }

  private static int status(URI uri) {
    return send(get(uri, "none")).statusCode();
  }

  private static boolean listens(URI uri) {
    try (var socket = new Socket(uri.getHost(), uri.getPort())) {
      return socket.isConnected();
    } catch (IOException refused) {
      return false;
    }
  }
}
