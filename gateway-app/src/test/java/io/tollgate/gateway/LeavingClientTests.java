package io.tollgate.gateway;

import static io.tollgate.gateway.ClientForTests.chat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.ledger.LedgerEntry;
import io.tollgate.domain.ledger.LedgerEntry.Outcome;
import io.tollgate.domain.provider.Provider;
import io.tollgate.domain.provider.WireFormat;
import io.tollgate.domain.usage.UsageSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is booked for a client that leaves, where the answer is still received for a while. */
class LeavingClientTests {

  @RegisterExtension
  private static final GatewayForTests gateway =
      GatewayForTests.start("tollgate.gateway.upstream.drain-after-disconnect=30s");

  private static final WorldForTests world = gateway.world();
  private static final Provider provider = world.provider(WireFormat.OPENAI);

  @Test
  void metersAnAbandonedStreamByWhatItsProviderReports() throws IOException {
    var key = world.keyFor(world.model("left", provider, "sim-small+words=30+delay-token=50ms"));

    try (var socket = send("/v1/chat/completions", key, chat("left", true), Integer.MAX_VALUE)) {
      var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
      for (int words = 0; words < 5; ) {
        words += lines.readLine().contains("\"content\":\" ") ? 1 : 0;
      }
    }

    isMeteredAsServed(key);
  }

  @Test
  void metersAnAbandonedAnswerInOnePieceByWhatItsProviderReports() throws IOException {
    var key = world.keyFor(world.model("whole", provider, "sim-small+delay-headers=2s"));

    try (var socket = send("/v1/chat/completions", key, chat("whole", false), Integer.MAX_VALUE)) {
      isUnderWay();
      assertThat(socket.isConnected()).isTrue();
    }

    isMeteredAsServed(key);
  }

  private static void isMeteredAsServed(WorldForTests.Key key) {
    var entry = gateway.onlyEntry(key);
    var served = gateway.simulator().served();
    assertThat(entry.outcome()).isEqualTo(Outcome.CANCELLED);
    assertThat(entry.usageSource()).isEqualTo(UsageSource.PROVIDER);
    assertThat(served.completed()).isEqualTo(1);
    assertThat(entry.usage().totalInput()).isEqualTo(served.inputTokens());
    assertThat(entry.usage().totalOutput()).isEqualTo(served.outputTokens());
  }

  @Test
  void takesNoRequestForAFaultOfOursWhoseClientLeftInMidBody() throws IOException {
    var key = world.keyFor(world.model("half", provider, "sim-small"));

    try (var socket = send("/v1/chat/completions", key, chat("half", false), 4)) {
      assertThat(socket.isConnected()).isTrue();
    }

    assertThat(gateway.onlyEntry(key))
        .returns(Outcome.CANCELLED, LedgerEntry::outcome)
        .returns("client_closed", LedgerEntry::errorCode)
        .returns(UsageSource.NONE, LedgerEntry::usageSource);
    assertThat(gateway.simulator().served().received()).isZero();
  }

  @Test
  void takesNoRestRequestForCompletedWhoseClientLeftInMidBody() throws IOException {
    var key = restSubscriber("/echo");

    try (var socket = send(key.path(), key.key(), "half of it is missing", 4)) {
      assertThat(socket.isConnected()).isTrue();
    }

    assertThat(gateway.onlyEntry(key.key()).outcome()).isEqualTo(Outcome.CANCELLED);
  }

  @Test
  void takesNoRestRequestForCompletedWhoseClientLeftBeforeTheAnswer() throws IOException {
    var key = restSubscriber("/v1/chat/completions");

    var body = chat("sim-small+delay-headers=5s", false);
    try (var socket = send(key.path(), key.key(), body, Integer.MAX_VALUE)) {
      isUnderWay();
      assertThat(socket.isConnected()).isTrue();
    }

    assertThat(gateway.onlyEntry(key.key()).outcome()).isEqualTo(Outcome.CANCELLED);
  }

  @Test
  void takesNoRestRequestForCompletedWhoseClientLeftInMidAnswer() throws IOException {
    var key = restSubscriber("/v1/chat/completions");

    var body = chat("sim-small+words=300+delay-token=50ms", true);
    try (var socket = send(key.path(), key.key(), body, Integer.MAX_VALUE)) {
      var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
      for (int words = 0; words < 3; ) {
        words += lines.readLine().contains("\"content\":\" ") ? 1 : 0;
      }
    }

    assertThat(gateway.onlyEntry(key.key()).outcome()).isEqualTo(Outcome.CANCELLED);
  }

  private record Subscriber(WorldForTests.Key key, String path) {}

  private static Subscriber restSubscriber(String path) {
    var api = world.restApi(world.tenant());
    world.route(api, "/**", null, null);
    var application = world.application(world.tenant());
    world.subscribe(application, api, world.plan(api));
    var key = world.key(application);
    world.settled();
    return new Subscriber(key, api.basePath() + path);
  }

  private static void isUnderWay() {
    GatewayForTests.await(() -> gateway.simulator().served().open() == 1, "the call is under way");
  }

  /** Sends a request, of its body no more than so much. */
  private static Socket send(String path, WorldForTests.Key key, String body, int sent)
      throws IOException {
    var uri = gateway.uri(path);
    var socket = new Socket(uri.getHost(), uri.getPort());
    var out = socket.getOutputStream();
    out.write(
        """
        POST %s HTTP/1.1\r
        Host: localhost\r
        Authorization: Bearer %s\r
        Content-Type: application/json\r
        Content-Length: %d\r
        \r
        """
            .formatted(path, key.value(), body.length())
            .getBytes(UTF_8));
    out.write(body.getBytes(UTF_8), 0, Math.min(sent, body.length()));
    out.flush();
    return socket;
  }
}
