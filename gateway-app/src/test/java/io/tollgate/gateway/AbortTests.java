package io.tollgate.gateway;

import static io.tollgate.gateway.ClientForTests.chat;
import static io.tollgate.gateway.ClientForTests.open;
import static io.tollgate.gateway.ClientForTests.post;
import static io.tollgate.gateway.ClientForTests.send;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.ledger.LedgerEntry;
import io.tollgate.domain.ledger.LedgerEntry.Outcome;
import io.tollgate.domain.provider.WireFormat;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Clients that leave in crowds, and keys that are taken away, in the middle of streams. */
class AbortTests {

  private static final int CLIENTS = 200;

  @RegisterExtension private static final GatewayForTests gateway = GatewayForTests.start();

  private static final WorldForTests world = gateway.world();

  @Test
  void aCrowdThatLeavesIsGoneAtTheProviderTooAndEveryCallIsBookedOnce() throws Exception {
    var provider = world.provider(WireFormat.OPENAI);
    var key = world.keyFor(world.model("left", provider, "sim-small+words=900+delay-token=100ms"));

    try (var clients = Executors.newFixedThreadPool(25)) {
      Callable<Void> leaving =
          () -> {
            try (var words = words(key, "left")) {
              next(words);
            }
            return null;
          };
      for (var call : clients.invokeAll(Stream.generate(() -> leaving).limit(CLIENTS).toList())) {
        call.get();
      }
    }

    GatewayForTests.await(
        () -> gateway.simulator().served().open() == 0, "no call is open at the provider");
    assertThat(gateway.entries(key, CLIENTS))
        .hasSize(CLIENTS)
        .extracting(LedgerEntry::outcome)
        .containsOnly(Outcome.CANCELLED);
  }

  @Test
  void aKeyThatIsRevokedInMidStreamFinishesItAndOpensNothingMore() throws IOException {
    var provider = world.provider(WireFormat.OPENAI);
    var key = world.keyFor(world.model("last", provider, "sim-small+words=100+delay-token=50ms"));

    try (var words = words(key, "last")) {
      next(words);
      world.revoke(key);
      GatewayForTests.await(
          () ->
              send(post(gateway.uri("/v1/chat/completions"), key.value(), "{}")).statusCode()
                  == 401,
          "the key is dead");
      assertThat(words.lines().toList()).contains("data: [DONE]");
    }

    GatewayForTests.await(
        () -> gateway.entries(key, 1).stream().anyMatch(AbortTests::isTheStream),
        "the stream is booked");
    assertThat(gateway.entries(key, 1))
        .filteredOn(AbortTests::isTheStream)
        .singleElement()
        .extracting(LedgerEntry::outcome)
        .isEqualTo(Outcome.COMPLETED);
  }

  private static boolean isTheStream(LedgerEntry entry) {
    return "last".equals(entry.originalModel());
  }

  private static BufferedReader words(WorldForTests.Key key, String model) {
    var answer = open(post(gateway.uri("/v1/chat/completions"), key.value(), chat(model, true)));
    return new BufferedReader(new InputStreamReader(answer.body(), UTF_8));
  }

  private static void next(BufferedReader words) throws IOException {
    while (!words.readLine().contains("\"content\":\" ")) {
      // Lifecycle events and empty lines come first.
    }
  }
}
