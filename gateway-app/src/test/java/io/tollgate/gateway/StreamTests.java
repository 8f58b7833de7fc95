package io.tollgate.gateway;

import static io.tollgate.gateway.ClientForTests.chat;
import static io.tollgate.gateway.ClientForTests.open;
import static io.tollgate.gateway.ClientForTests.post;
import static io.tollgate.gateway.ClientForTests.send;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.ledger.LedgerEntry;
import io.tollgate.domain.ledger.LedgerEntry.Outcome;
import io.tollgate.domain.model.Model;
import io.tollgate.domain.provider.Provider;
import io.tollgate.domain.provider.WireFormat;
import io.tollgate.domain.usage.UsageSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.http.server.HttpServer;

class StreamTests {

  @RegisterExtension
  private static final GatewayForTests gateway =
      GatewayForTests.start(
          "tollgate.gateway.upstream.first-token=3s",
          "tollgate.gateway.upstream.idle=2s",
          "tollgate.gateway.upstream.heartbeat=500ms");

  private static final WorldForTests world = gateway.world();
  private static final Provider provider = world.provider(WireFormat.OPENAI);

  private static Model model(String name, String faults) {
    return world.model(name, provider, "sim-small" + faults);
  }

  @Test
  void deliversTheFirstEventBeforeTheUpstreamSendsItsSecond() throws IOException {
    var arrived = Sinks.<String>one();
    var upstream =
        HttpServer.create()
            .host("127.0.0.1")
            .handle((request, response) ->
                response
                    .sse()
                    .sendString(
                        Flux.concat(Mono.just(chunk("one", null)), arrived.asMono())
                            .concatWithValues(chunk("", "stop"), "data: [DONE]\n\n")))
            .bindNow();
    var server = URI.create("http://127.0.0.1:" + upstream.port());
    var key =
        world.keyFor(world.model("waits", world.provider(WireFormat.OPENAI, server, true), "any"));

    var response =
        open(post(gateway.uri("/v1/chat/completions"), key.value(), chat("waits", true)));

    try (var lines = new BufferedReader(new InputStreamReader(response.body(), UTF_8))) {
      var line = lines.readLine();
      while (!line.contains("one")) {
        line = lines.readLine();
      }
      // Only now may the upstream go on: had anybody held the first event back, this would hang.
      arrived.tryEmitValue(chunk(" two", null)).orThrow();
      assertThat(lines.lines().toList()).anyMatch(next -> next.contains(" two"));
    } finally {
      upstream.disposeNow();
    }
    assertThat(gateway.onlyEntry(key).outcome()).isEqualTo(Outcome.COMPLETED);
  }

  private static String chunk(String content, String finishReason) {
    var finish = finishReason == null ? "null" : "\"" + finishReason + "\"";
    return """
    data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"any","choices":\
    [{"index":0,"delta":{"content":"%s"},"finish_reason":%s}]}

    """
        .formatted(content, finish);
  }

  @Test
  void booksAClientThatLeavesBeforeTheFirstByteOnce() throws Exception {
    var key = world.keyFor(model("silent", "+delay-first=20s"));

    leaveAfter(key, chat("silent", true), "");

    var entry = gateway.onlyEntry(key);
    assertThat(entry.outcome()).isEqualTo(Outcome.CANCELLED);
    assertThat(entry.usageSource()).isEqualTo(UsageSource.ESTIMATED);
    upstreamIsLeftAlone();
  }

  @Test
  void booksAClientThatLeavesInMidStreamOnce() throws Exception {
    var key = world.keyFor(model("steady", "+words=200+delay-token=50ms"));

    leaveAfter(key, chat("steady", true), "\"content\":\" ");

    var entry = gateway.onlyEntry(key);
    assertThat(entry.outcome()).isEqualTo(Outcome.CANCELLED);
    assertThat(entry.usageSource()).isEqualTo(UsageSource.ESTIMATED);
    assertThat(entry.usage().totalOutput()).isPositive().isLessThan(200);
    upstreamIsLeftAlone();
  }

  @Test
  void booksAClientThatLeavesAnAnswerInOnePieceOnce() throws Exception {
    var key = world.keyFor(model("whole", "+delay-headers=20s"));

    leaveAfter(key, chat("whole", false), "");

    assertThat(gateway.onlyEntry(key).outcome()).isEqualTo(Outcome.CANCELLED);
    upstreamIsLeftAlone();
  }

  @Test
  void showsACutStreamAsAnError() {
    var key = world.keyFor(model("cut", "+words=60+cut-after-tokens=40"));

    var response = send(post(gateway.uri("/v1/chat/completions"), key.value(), chat("cut", true)));

    assertThat(response.body()).contains("\"error\"").doesNotContain("[DONE]");
    var entry = gateway.onlyEntry(key);
    assertThat(entry.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(entry.errorCode()).isEqualTo("upstream_truncated");
    assertThat(entry.usage().totalOutput()).isPositive();
  }

  @Test
  void tellsASilentStreamFromASlowStart() {
    var hanging = world.keyFor(model("hanging", "+words=9+hang-after-tokens=3"));
    var starting = world.keyFor(model("starting", "+delay-first=30s"));

    var silent =
        send(post(gateway.uri("/v1/chat/completions"), hanging.value(), chat("hanging", true)));
    var late =
        send(post(gateway.uri("/v1/chat/completions"), starting.value(), chat("starting", true)));

    assertThat(silent.statusCode()).isEqualTo(200);
    assertThat(silent.body()).contains("\"error\"", ": keep-alive").doesNotContain("[DONE]");
    assertThat(gateway.onlyEntry(hanging).outcome()).isEqualTo(Outcome.FAILED);
    assertThat(late.statusCode()).isEqualTo(504);
    assertThat(gateway.onlyEntry(starting).errorCode()).isEqualTo("upstream_timeout");
  }

  @Test
  void keepsAnAnthropicStreamOpenByPings() {
    var key = world.keyFor(model("pinged", "+words=9+hang-after-tokens=3"));

    var silent =
        send(
            post(
                gateway.uri("/v1/messages"),
                key.value(),
                """
                {"model":"pinged","max_tokens":50,"stream":true,"messages":[{"role":"user","content":"Hi"}]}\
                """));

    assertThat(silent.body())
        .contains("event: ping\ndata: {\"type\":\"ping\"}\n\n", "event: error\n")
        .doesNotContain(": keep-alive", "message_stop");
  }

  @Test
  void fallsBackBeforeTheFirstContentAndNeverBuysTwice() {
    var refusing = model("fallback", "+status=503");
    var second = world.deployment(refusing, provider, "sim-large", 1);
    var key = world.keyFor(refusing);
    var resetting = model("resetting", "+reset-after-read");
    world.deployment(resetting, provider, "sim-large", 1);
    var unlucky = world.keyFor(resetting);

    var answered =
        send(post(gateway.uri("/v1/chat/completions"), key.value(), chat("fallback", true)));
    long received = gateway.simulator().served().received();
    var failed =
        send(post(gateway.uri("/v1/chat/completions"), unlucky.value(), chat("resetting", false)));

    assertThat(answered.statusCode()).isEqualTo(200);
    assertThat(answered.body()).endsWith("data: [DONE]\n\n");
    var entry = gateway.onlyEntry(key);
    assertThat(entry.deployment()).isEqualTo(second.id());
    assertThat(entry.attempts())
        .extracting(LedgerEntry.Attempt::httpStatus)
        .containsExactly(503, 200);
    assertThat(failed.statusCode()).isEqualTo(502);
    assertThat(gateway.simulator().served().received()).isEqualTo(received + 1);
    assertThat(gateway.onlyEntry(unlucky).attempts()).hasSize(1);
  }

  @Test
  void answers502WhenNobodyListensAndRefusesPrivateAddresses() {
    var nobody = world.provider(WireFormat.OPENAI, URI.create("http://127.0.0.1:1"), true);
    var closed = world.provider(WireFormat.OPENAI, gateway.simulator().uri(), false);
    var gone = world.keyFor(world.model("gone", nobody, "sim-small"));
    var guarded = world.keyFor(world.model("guarded", closed, "sim-small"));

    var refused =
        send(post(gateway.uri("/v1/chat/completions"), gone.value(), chat("gone", false)));
    var kept =
        send(post(gateway.uri("/v1/chat/completions"), guarded.value(), chat("guarded", false)));

    assertThat(refused.statusCode()).isEqualTo(502);
    assertThat(refused.body()).contains("cannot be reached", "upstream_unreachable");
    assertThat(kept.statusCode()).isEqualTo(502);
    assertThat(kept.body()).doesNotContain("127.0.0.1");
    assertThat(gateway.simulator().served().received()).isZero();
    assertThat(gateway.onlyEntry(gone).cost()).isNull();
  }

  /** Sends a request, reads until something comes, and closes the connection. */
  private static void leaveAfter(WorldForTests.Key key, String body, String awaited)
      throws IOException {
    var uri = gateway.uri("/v1/chat/completions");
    try (var socket = new Socket(uri.getHost(), uri.getPort())) {
      write(socket.getOutputStream(), uri, key.value(), body);
      if (awaited.isEmpty()) {
        GatewayForTests.await(
            () -> gateway.simulator().served().open() == 1, "the call is under way");
      } else {
        var input = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
        for (int seen = 0; seen < 5; ) {
          seen += input.readLine().contains(awaited) ? 1 : 0;
        }
      }
    }
  }

  private static void write(OutputStream out, URI uri, String key, String body) throws IOException {
    out.write(
        """
        POST %s HTTP/1.1\r
        Host: localhost\r
        Authorization: Bearer %s\r
        Content-Type: application/json\r
        Content-Length: %d\r
        \r
        """
            .formatted(uri.getPath(), key, body.length())
            .getBytes(UTF_8));
    out.write(body.getBytes(UTF_8));
    out.flush();
  }

  private static void upstreamIsLeftAlone() {
    var left = Instant.now();
    GatewayForTests.await(
        () -> gateway.simulator().served().open() == 0, "the upstream's connection is closed");
    assertThat(Instant.now()).isBefore(left.plus(Duration.ofSeconds(5)));
  }
}
