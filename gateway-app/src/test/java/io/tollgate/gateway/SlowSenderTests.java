package io.tollgate.gateway;

import static io.tollgate.gateway.ClientForTests.chat;
import static io.tollgate.gateway.ClientForTests.post;
import static io.tollgate.gateway.ClientForTests.send;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.ledger.LedgerEntry.Outcome;
import io.tollgate.domain.provider.WireFormat;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SlowSenderTests {

  private static final int CROWD = 300;

  @RegisterExtension
  private static final GatewayForTests gateway =
      GatewayForTests.start(
          "tollgate.gateway.send-timeout=2s", "tollgate.gateway.slowest-sender=10KB");

  private static final WorldForTests world = gateway.world();
  private static final WorldForTests.Key key =
      world.keyFor(world.model("demo", world.provider(WireFormat.OPENAI), "sim-small"));

  @Test
  void closesConnectionsOnWhichNoHeadArrives() throws IOException {
    try (var socket = open("POST /v1/chat/completions HTTP/1.1\r\nHost: local")) {
      assertThat(trickle(socket)).isEmpty();
    }
  }

  @Test
  void refusesABodyThatTricklesInAndBooksItOnce() throws IOException {
    try (var socket = open(head("/v1/chat/completions", key.value(), 100_000) + "{")) {
      assertThat(trickle(socket)).startsWith("HTTP/1.1 408").contains("request_timeout");
    }

    var entry = gateway.onlyEntry(key);
    assertThat(entry.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(entry.httpStatus()).isEqualTo(408);
  }

  @Test
  void letsNobodyWithoutAKeyHoldAConnectionByABodyThatNeverEnds() throws IOException {
    var nobody = head("/v1/chat/completions", "tg_nobodyhasthiskey12345", 100_000);
    try (var socket = open(nobody + "{")) {
      assertThat(trickle(socket)).startsWith("HTTP/1.1 401");
    }
  }

  @Test
  void refusesATricklingFormAndARestBodyToo() throws IOException {
    var api = world.restApi(world.tenant());
    world.route(api, "/**", null, null);
    var application = world.application(world.tenant());
    world.subscribe(application, api, world.plan(api));
    var restKey = world.key(application);
    var formKey = world.keyFor(world.model("form", world.provider(WireFormat.OPENAI), "sim-small"));

    var form =
        head("/v1/audio/transcriptions", formKey.value(), 100_000)
            .replace("application/json", "multipart/form-data; boundary=b");
    try (var socket = open(form + "--b\r\n")) {
      assertThat(trickle(socket)).startsWith("HTTP/1.1 408");
    }
    try (var socket = open(head(api.basePath() + "/echo", restKey.value(), 100_000) + "{")) {
      assertThat(trickle(socket)).startsWith("HTTP/1.1 408");
    }

    assertThat(gateway.onlyEntry(formKey).httpStatus()).isEqualTo(408);
    assertThat(gateway.onlyEntry(restKey).httpStatus()).isEqualTo(408);
  }

  @Test
  void hasPatienceWithALargeBodyThatKeepsComing() throws IOException {
    var patient =
        world.keyFor(world.model("patient", world.provider(WireFormat.OPENAI), "sim-small"));
    var text = "word ".repeat(20_000);
    var body =
        "{\"model\":\"patient\",\"messages\":[{\"role\":\"user\",\"content\":\"" + text + "\"}]}";

    try (var socket = open(head("/v1/chat/completions", patient.value(), body.length()))) {
      var bytes = body.getBytes(UTF_8);
      // 100 KB in four seconds: twice the time that is given to those who do not move.
      for (int from = 0; from < bytes.length; from += 2500) {
        socket.getOutputStream().write(bytes, from, Math.min(2500, bytes.length - from));
        GatewayForTests.pause(Duration.ofMillis(100));
      }
      socket.setSoTimeout(60_000);
      assertThat(new String(socket.getInputStream().readNBytes(15), UTF_8))
          .isEqualTo("HTTP/1.1 200 OK");
    }
  }

  @Test
  void servesOthersWhileACrowdOfSlowSendersIsShownOut() throws IOException {
    var other = world.keyFor(world.model("other", world.provider(WireFormat.OPENAI), "sim-small"));
    List<Socket> crowd = new ArrayList<>();
    for (int i = 0; i < CROWD; i++) {
      crowd.add(
          open(
              i % 2 == 0
                  ? "GET /v1/mod"
                  : head("/v1/chat/completions", "tg_nobodyhasthiskey12345", 9999)));
    }
    var all = Instant.now();

    for (int i = 0; i < 20; i++) {
      assertThat(
              send(post(gateway.uri("/v1/chat/completions"), other.value(), chat("other", false)))
                  .statusCode())
          .isEqualTo(200);
    }
    for (var socket : crowd) {
      socket.setSoTimeout(30_000);
      readUntilClosed(socket);
      socket.close();
    }

    assertThat(Duration.between(all, Instant.now())).isLessThan(Duration.ofSeconds(20));
  }

  private static Socket open(String sent) throws IOException {
    var uri = gateway.uri("/");
    var socket = new Socket(uri.getHost(), uri.getPort());
    socket.getOutputStream().write(sent.getBytes(UTF_8));
    return socket;
  }

  private static String head(String path, String key, int length) {
    return """
    POST %s HTTP/1.1\r
    Host: localhost\r
    Authorization: Bearer %s\r
    Content-Type: application/json\r
    Content-Length: %d\r
    \r
    """
        .formatted(path, key, length);
  }

  /** Sends a byte now and then until the connection is closed; what came back by then. */
  private static String trickle(Socket socket) throws IOException {
    var answer = new StringBuilder();
    var deadline = Instant.now().plusSeconds(30);
    socket.setSoTimeout(200);
    while (Instant.now().isBefore(deadline)) {
      try {
        int next = socket.getInputStream().read();
        if (next < 0) {
          return answer.toString();
        }
        answer.append((char) next);
      } catch (SocketTimeoutException silent) {
        socket.getOutputStream().write('x');
      } catch (IOException reset) {
        return answer.toString();
      }
    }
    throw new AssertionError("it may go on for ever; so far it got: " + answer);
  }

  private static void readUntilClosed(Socket socket) throws IOException {
    try {
      socket.getInputStream().readAllBytes();
    } catch (SocketTimeoutException stillOpen) {
      throw stillOpen;
    } catch (IOException reset) {
      return;
    }
  }
}
