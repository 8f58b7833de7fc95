package io.tollgate.gateway;

import static io.tollgate.gateway.ClientForTests.chat;
import static io.tollgate.gateway.ClientForTests.get;
import static io.tollgate.gateway.ClientForTests.open;
import static io.tollgate.gateway.ClientForTests.post;
import static io.tollgate.gateway.ClientForTests.send;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.tollgate.domain.ledger.LedgerEntry;
import io.tollgate.domain.ledger.LedgerEntry.Outcome;
import io.tollgate.domain.provider.WireFormat;
import io.tollgate.domain.usage.UsageSource;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import org.junit.jupiter.api.Test;

class KilledProcessTests {

  @Test
  void booksAStreamThatDiedWithItsProcessOnceAndWhatWasCompletedToo() throws Exception {
    try (var gateway = GatewayForTests.start()) {
      var world = gateway.world();
      var provider = world.provider(WireFormat.OPENAI);
      var steady = world.model("steady", provider, "sim-small+words=500+delay-token=100ms");
      var quick = world.model("quick", provider, "sim-small");
      var key = world.keyFor(steady, quick);
      int port = freePort();
      var process = gateway.restartAsProcess(port);
      try {
        var base = URI.create("http://127.0.0.1:" + port);
        GatewayForTests.await(() -> isReady(base), "the process is ready");
        var chats = base.resolve("/v1/chat/completions");
        var response = open(post(chats, key.value(), chat("steady", true)));
        var lines = new BufferedReader(new InputStreamReader(response.body(), UTF_8));
        for (int words = 0; words < 5; ) {
          words += lines.readLine().contains("\"content\":\" ") ? 1 : 0;
        }
        assertThat(send(post(chats, key.value(), chat("quick", false))).statusCode())
            .isEqualTo(200);
      } finally {
        process.destroyForcibly().waitFor();
      }

      gateway.restart(gateway.database().properties());

      var entries = gateway.entries(key, 2);
      assertThat(entries)
          .extracting(LedgerEntry::originalModel, LedgerEntry::outcome)
          .containsExactlyInAnyOrder(
              tuple("steady", Outcome.INTERRUPTED), tuple("quick", Outcome.COMPLETED));
      assertThat(entries)
          .filteredOn(entry -> entry.outcome() == Outcome.INTERRUPTED)
          .allMatch(entry -> entry.usageSource() == UsageSource.ESTIMATED)
          .allMatch(entry -> entry.usage().totalInput() > 0);
    }
  }

  private static boolean isReady(URI base) {
    try {
      return send(get(base.resolve("/readyz"), "none")).statusCode() == 200;
    } catch (UncheckedIOException notYet) {
      return false;
    }
  }

  private static int freePort() throws Exception {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
