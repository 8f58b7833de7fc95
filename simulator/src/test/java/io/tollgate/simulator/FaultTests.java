package io.tollgate.simulator;

import static io.tollgate.simulator.Exchange.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultTests {
  private static final String CHAT = "/v1/chat/completions";
  private static final String FAULT = SimulatorServer.FAULT_HEADER;

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
    simulator.reset();
  }

  private static String chat(String model, boolean stream) {
    return """
    {"model":"%s","stream":%s,"messages":[{"role":"user","content":"Hello"}]}\
    """
        .formatted(model, stream);
  }

  @ParameterizedTest
  @CsvSource({"429,rate_limit_exceeded", "404,model_not_found", "500,", "503,"})
  void answersAnyStatusWithOpenAisOwnBody(int status, String code) {
    HttpResponse<String> response =
        exchange.openAi(CHAT, chat("sim-small+status=" + status + "+retry-after=7", false));

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.headers().firstValue("retry-after")).hasValue("7");
    assertThat(json(response).at("/error/code").asString(null)).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({"429,rate_limit_error", "529,overloaded_error", "500,api_error"})
  void answersAnyStatusWithAnthropicsOwnBody(int status, String type) {
    HttpResponse<String> response =
        exchange.anthropic("/v1/messages", chat("m", false), FAULT, "status=" + status);

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(json(response).at("/error/type").asString()).isEqualTo(type);
  }

  @ParameterizedTest
  @CsvSource({"429,RESOURCE_EXHAUSTED", "503,UNAVAILABLE", "500,INTERNAL"})
  void answersAnyStatusWithGooglesOwnBodyAndWaitsInTheBody(int status, String name) {
    HttpResponse<String> response =
        exchange.gemini(
            "/v1/models/m+status=%d+retry-after=7:generateContent".formatted(status), "{}");

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(json(response).at("/error/status").asString()).isEqualTo(name);
    assertThat(json(response).at("/error/details/0/retryDelay").asString()).isEqualTo("7s");
    assertThat(response.headers().firstValue("retry-after")).isEmpty();
  }

  @Test
  void delaysTheHeadersTheFirstTokenAndTheTokensBetween() {
    long start = System.nanoTime();

    exchange.openAi(
        CHAT,
        chat("sim-small+delay-headers=100ms+delay-first=100ms+delay-token=20ms+words=6", true));

    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isGreaterThanOrEqualTo(Duration.ofMillis(300));
  }

  @Test
  void writesTheFramesBeforeTheFirstTokenAtOnce() throws Exception {
    try (var connection = new RawConnection(chat("sim-small+hang-after-tokens=0", true))) {
      assertThat(connection.readUntil("\"role\":\"assistant\"")).contains("200 OK");
    }
    awaitThat(() -> simulator.served().open() == 0);
  }

  @Test
  void writesEveryByteAloneWithoutChangingThem() {
    String plain = exchange.openAi(CHAT, chat("sim-small+words=3", true)).body();

    String bytewise = exchange.openAi(CHAT, chat("sim-small+words=3+write-one-byte", true)).body();

    assertThat(bytewise.length()).isEqualTo(plain.length());
    assertThat(bytewise).endsWith("data: [DONE]\n\n");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void cutsTheConnectionAfterSomeBytes(boolean stream) {
    assertThatThrownBy(
            () -> exchange.openAi(CHAT, chat("sim-small", stream), FAULT, "cut-after-bytes=300"))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(simulator.served().recent())
        .singleElement()
        .satisfies(request -> assertThat(request.outcome()).isEqualTo(Outcome.INTERRUPTED));
  }

  @Test
  void writesExactlyTheBytesItWasAskedFor() throws Exception {
    try (var connection = new RawConnection(chat("sim-small+cut-after-bytes=17", false))) {
      String response = connection.readToEnd();

      assertThat(response.substring(response.indexOf("\r\n\r\n") + 4)).hasSize(17);
    }
  }

  @Test
  void cutsTheConnectionAfterSomeTokensAndBillsOnlyThose() {
    assertThatThrownBy(
            () -> exchange.openAi(CHAT, chat("sim-small+words=60+cut-after-tokens=40", true)))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(simulator.served().outputTokens()).isEqualTo(40);
    assertThat(simulator.served().completed()).isZero();
  }

  @Test
  void endsAStreamWithoutItsTerminalEvent() {
    String stream = exchange.openAi(CHAT, chat("sim-small+end-after-tokens=3", true)).body();

    assertThat(stream).contains("sim-small").doesNotContain("[DONE]", "\"stop\"");
    assertThat(simulator.served().outputTokens()).isEqualTo(3);
  }

  @Test
  void endsAStreamWithTheVendorsError() {
    String model = "sim-small+error-after-tokens=2";

    String openAi = exchange.openAi(CHAT, chat(model, true)).body();
    String anthropic =
        exchange
            .anthropic(
                "/v1/messages",
                chat(model, true).replace("\"stream\"", "\"max_tokens\":50,\"stream\""))
            .body();

    assertThat(openAi).contains("data: {\"error\":").doesNotContain("[DONE]");
    assertThat(anthropic).contains("event: error\n").doesNotContain("message_stop");
  }

  @Test
  void leavesTheUsageOut() {
    HttpResponse<String> response = exchange.openAi(CHAT, chat("sim-small+no-usage", false));

    assertThat(json(response).has("usage")).isFalse();
    assertThat(simulator.served().outputTokens()).isPositive();
  }

  @Test
  void resetsTheConnectionAfterReading() throws Exception {
    try (var connection = new RawConnection(chat("sim-small+reset-after-read", false))) {
      assertThatThrownBy(connection::readToEnd).isInstanceOf(SocketException.class);
    }
    assertThat(simulator.served().received()).isEqualTo(1);
    assertThat(simulator.served().requests()).isZero();
    assertThat(simulator.served().recent().getFirst().outcome()).isEqualTo(Outcome.UNANSWERED);
  }

  @Test
  void hangsWithoutAnAnswer() throws Exception {
    try (var connection = new RawConnection(chat("sim-small+hang", false))) {
      connection.socket.setSoTimeout(300);

      assertThatThrownBy(connection::readToEnd).isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void readsTheBodySlowly() {
    long start = System.nanoTime();

    int status =
        exchange.openAi(CHAT, chat("sim-small", false), FAULT, "slow-read=200ms").statusCode();

    assertThat(status).isEqualTo(200);
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isGreaterThanOrEqualTo(Duration.ofMillis(200));
  }

  @Test
  void followsADirectiveForTheFirstRequestsOnly() {
    String body = chat("sim-small+status=503+times=2", false);

    List<Integer> statuses =
        Stream.generate(() -> exchange.openAi(CHAT, body).statusCode()).limit(3).toList();

    assertThat(statuses).containsExactly(503, 503, 200);
  }

  @Test
  void saysWhichDirectiveItDoesNotKnow() {
    HttpResponse<String> response =
        exchange.openAi(CHAT, chat("sim-small", false), FAULT, "delay-frist=5ms");

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("delay-frist=5ms");
  }

  private static void awaitThat(BooleanSupplier condition) {
    Instant deadline = Instant.now().plus(Duration.ofSeconds(20));
    while (!condition.getAsBoolean()) {
      assertThat(Instant.now()).isBefore(deadline);
      LockSupport.parkNanos(1_000_000);
    }
  }

  /** A connection whose bytes are seen as they are. */
  private static final class RawConnection implements AutoCloseable {
    private final Socket socket;
    private final InputStream input;

    RawConnection(String body) throws IOException {
      socket = new Socket(InetAddress.getLoopbackAddress(), simulator.port());
      input = socket.getInputStream();
      String request =
          """
          POST /v1/chat/completions HTTP/1.1\r
          Host: localhost\r
          Authorization: Bearer sk-test\r
          Content-Type: application/json\r
          Content-Length: %d\r
          \r
          %s\
          """
              .formatted(body.getBytes(StandardCharsets.UTF_8).length, body);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
    }

    String readToEnd() throws IOException {
      return new String(input.readAllBytes(), StandardCharsets.UTF_8);
    }

    String readUntil(String text) throws IOException {
      var read = new StringBuilder();
      while (read.indexOf(text) < 0) {
        int next = input.read();
        if (next < 0) {
          throw new IOException("the stream ended before '%s': %s".formatted(text, read));
        }
        read.append((char) next);
      }
      return read.toString();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
