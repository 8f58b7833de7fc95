package io.tollgate.simulator;

import static io.tollgate.simulator.Exchange.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ServedTests {
  private static final String CHAT = "/v1/chat/completions";

  private static SimulatorServer simulator;
  private static Exchange exchange;

  @BeforeAll
  static void start() {
    simulator = SimulatorServer.start("127.0.0.1", 0);
    exchange = new Exchange(simulator.uri());
  }

  @AfterAll
  static void stop() {
    simulator.close();
  }

  @BeforeEach
  void forget() {
    exchange.send(exchange.get("/__simulator/served").DELETE());
  }

  private static String chat(String model, boolean stream) {
    return """
    {"model":"%s","stream":%s,"messages":[{"role":"user","content":"one two three"}]}\
    """
        .formatted(model, stream);
  }

  @Test
  void countsWhatItReportedInEachFormat() {
    String anthropic =
        """
        {"model":"sim-large","max_tokens":9,"messages":[{"role":"user","content":"one two three"}]}\
        """;
    String gemini = "{\"contents\":[{\"parts\":[{\"text\":\"one two three\"}]}]}";
    JsonNode usage = json(exchange.openAi(CHAT, chat("sim-small", false))).path("usage");
    exchange.openAi(CHAT, chat("sim-small", true));
    exchange.anthropic("/v1/messages", anthropic);
    exchange.gemini("/v1/models/sim-small:generateContent", gemini);

    Served served = simulator.served();

    int output = usage.path("completion_tokens").asInt();
    assertThat(served.counts())
        .contains(
            new ServedCount("openai", "sim-small", 2, 2, 6, 2L * output),
            new ServedCount("anthropic", "sim-large", 1, 1, 3, 9));
    assertThat(served.requests()).isEqualTo(4);
    assertThat(served.inputTokens()).isEqualTo(12);
    assertThat(served.open()).isZero();
  }

  @Test
  void tellsTheSameOverHttp() {
    HttpResponse<String> response =
        exchange.openAi(CHAT, chat("sim-small", false), "x-request-id", "mine");

    JsonNode served = json(exchange.send(exchange.get("/__simulator/served")));

    assertThat(served.path("requests").asInt()).isEqualTo(1);
    assertThat(served.at("/counts/0/format").asString()).isEqualTo("openai");
    assertThat(served.at("/recent/0/clientRequestId").asString()).isEqualTo("mine");
    assertThat(served.at("/recent/0/requestId").asString())
        .isEqualTo(response.headers().firstValue("x-request-id").orElseThrow());
    assertThat(served.at("/recent/0/bodySha256").asString()).hasSize(64);
    assertThat(served.at("/recent/0/operation").asString()).isEqualTo("chat.completions");
  }

  @Test
  void doesNotBillWhatItRefuses() {
    exchange.openAi(CHAT, chat("sim-small+status=500", false));
    exchange.openAi(CHAT, "{");

    assertThat(simulator.served().requests()).isZero();
    assertThat(simulator.served().recent())
        .extracting(ServedRequest::outcome)
        .containsExactly(Outcome.REFUSED, Outcome.REFUSED);
  }

  @Test
  void billsAnAnswerInOnePieceToACallerThatDidNotWait() throws Exception {
    String body = chat("sim-small+delay-headers=60s+words=7", false);
    String request =
        "POST %s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer x\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(CHAT, body.length(), body);
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), simulator.port())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      awaitThat(() -> simulator.served().open() == 1);
    }

    awaitThat(() -> simulator.served().open() == 0);

    assertThat(simulator.served().recent().getFirst().outcome()).isEqualTo(Outcome.INTERRUPTED);
    assertThat(simulator.served().outputTokens()).isEqualTo(7);
  }

  @Test
  void showsWhatArrived() {
    exchange.openAi(CHAT, chat("sim-small", false));

    assertThat(simulator.received())
        .singleElement()
        .satisfies(call -> {
          assertThat(call.path()).isEqualTo(CHAT);
          assertThat(call.header("authorization")).isEqualTo("Bearer sk-test");
          assertThat(call.json().path("model").asString()).isEqualTo("sim-small");
        });
  }

  @Test
  void echoesAnyOtherRequest() {
    JsonNode echo =
        json(
            exchange.send(
                exchange.get("/echo/a/b?c=d").method("PUT", ofText("hi")).header("x-y", "z")));

    assertThat(echo.path("method").asString()).isEqualTo("PUT");
    assertThat(echo.path("path").asString()).isEqualTo("/echo/a/b");
    assertThat(echo.at("/query/c").asString()).isEqualTo("d");
    assertThat(echo.at("/headers/x-y").asString()).isEqualTo("z");
    assertThat(echo.path("body").asString()).isEqualTo("hi");
  }

  private static BodyPublisher ofText(String text) {
    return BodyPublishers.ofString(text);
  }

  private static void awaitThat(BooleanSupplier condition) {
    Instant deadline = Instant.now().plus(Duration.ofSeconds(20));
    while (!condition.getAsBoolean()) {
      assertThat(Instant.now()).isBefore(deadline);
      LockSupport.parkNanos(1_000_000);
    }
  }
}
