package io.tollgate.gateway;

import static io.tollgate.gateway.ClientForTests.get;
import static io.tollgate.gateway.ClientForTests.send;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tollgate.domain.ledger.LedgerEntry;
import io.tollgate.domain.ledger.LedgerEntry.Outcome;
import io.tollgate.domain.provider.WireFormat;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Requests that two servers in a row may read differently: the second gets what the first booked.
 */
class HostileHttpTests {

  private static final Path CORPUS =
      Path.of(System.getProperty("tollgate.corpora", "../shared/corpora"))
          .resolve("open/http/llhttp-requests.jsonl");
  private static final Pattern START_LINE = Pattern.compile("^([A-Z]+) \\S+ (HTTP/\\d\\.\\d)\r\n");
  private static final Pattern STATUS = Pattern.compile("HTTP/\\d\\.\\d (\\d{3}) ");

  /** The paths of the requests that arrived whole. */
  private static final Queue<String> ARRIVED = new ConcurrentLinkedQueue<>();

  private static GatewayForTests gateway;
  private static DisposableServer upstream;
  private static String basePath;
  private WorldForTests.Key key;

  @BeforeAll
  static void start() {
    upstream =
        HttpServer.create()
            .host("127.0.0.1")
            .handle((request, response) ->
                request
                    .receive()
                    .aggregate()
                    .then(Mono.fromRunnable(() -> ARRIVED.add(request.uri())))
                    .then(response.sendString(Mono.just("here")).then()))
            .bindNow();
    gateway = GatewayForTests.start();
  }

  @AfterAll
  static void stop() {
    gateway.close();
    upstream.disposeNow();
  }

  @BeforeEach
  void subscribe() {
    var world = gateway.world();
    var api = world.restApi(world.tenant());
    world.route(api, "/**", null, null, URI.create("http://127.0.0.1:" + upstream.port()));
    basePath = api.basePath();
    key = world.subscriber(api);
    ARRIVED.clear();
    gateway.simulator().reset();
  }

  @Test
  void whatArrivesIsWhatWasBooked() throws Exception {
    assumeTrue(
        "true".equals(System.getenv("CI")) || Files.exists(CORPUS), "no corpus at " + CORPUS);
    var statuses = new LinkedHashMap<String, List<Integer>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers = new LinkedHashMap<String, Future<String>>();
      for (var line : Files.readAllLines(CORPUS)) {
        var row = JsonMapper.shared().readTree(line);
        var sent = request(row);
        answers.put("/" + row.get("id").asString(), threads.submit(() -> exchange(sent)));
      }
      for (var answer : answers.entrySet()) {
        statuses.put(answer.getKey(), statuses(answer.getValue().get()));
      }
    }

    assertThat(ARRIVED).hasSizeGreaterThan(40).doesNotHaveDuplicates();
    assertThat(statuses.keySet()).containsAll(ARRIVED);
    statuses.forEach((row, answered) -> {
      assertThat(answered).as(row).allMatch(status -> status < 500);
      if (!answered.isEmpty() && answered.getFirst() == 400) {
        assertThat(ARRIVED).as("refused, and sent on all the same").doesNotContain(row);
      }
    });
    // Who breaks off a second request may leave before the first is answered.
    GatewayForTests.await(
        () -> booked(Outcome.COMPLETED, Outcome.CANCELLED) >= ARRIVED.size(), "all is booked");
    assertThat(booked(Outcome.COMPLETED)).isLessThanOrEqualTo(ARRIVED.size());
    assertThat(send(get(gateway.uri(basePath + "/after"), key.value())).body()).isEqualTo("here");
  }

  private long booked(Outcome... outcomes) {
    return gateway.entries(key, 1).stream()
        .filter(entry -> List.of(outcomes).contains(entry.outcome()))
        .count();
  }

  @Test
  void halfABodyIsNotTakenForAWhole() throws IOException {
    var broken = "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\nthis is no length\r\n";

    var answer = exchange(head("POST", basePath + "/half", key) + broken);

    assertThat(answer).startsWith("HTTP/1.1 400").contains("\"code\":\"invalid_request\"");
    assertThat(ARRIVED).isEmpty();
    assertThat(gateway.onlyEntry(key))
        .returns(Outcome.REFUSED, LedgerEntry::outcome)
        .returns(400, LedgerEntry::httpStatus);
  }

  @Test
  void halfAChatIsNotTakenForAWhole() throws IOException {
    var world = gateway.world();
    var chatKey = world.keyFor(world.model("half", world.provider(WireFormat.OPENAI), "sim-small"));
    var chat = ClientForTests.chat("half", false);
    var broken =
        "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
            + Integer.toHexString(chat.length())
            + "\r\n"
            + chat
            + "\r\n2 x\r\n";

    var answer = exchange(head("POST", "/v1/chat/completions", chatKey) + broken);

    assertThat(answer).startsWith("HTTP/1.1 400").contains("\"code\":\"invalid_request\"");
    assertThat(gateway.simulator().served().received()).isZero();
    assertThat(gateway.onlyEntry(chatKey).outcome()).isEqualTo(Outcome.REFUSED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"CONNECT", "TRACE", "PURGE", "MKCOL"})
  void methodsThatARouteCannotNameEndAtTheGateway(String method) throws IOException {
    var answer = exchange(head(method, basePath + "/echo", key) + "Connection: close\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 404");
    assertThat(ARRIVED).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /x HTTP/1.1\r\n\r\n",
        "Content-Length: 4\r\nContent-Length: 5\r\n\r\nabcde",
        "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
        "X-A: b\rX-C: d\r\n\r\n",
        "X-A: b\0c\r\n\r\n"
      })
  void headsThatCanBeReadInTwoWaysAreRefused(String rest) throws IOException {
    assertThat(exchange(head("POST", basePath + "/two-ways", key) + rest))
        .startsWith("HTTP/1.1 400");
    assertThat(ARRIVED).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/models?a=%zz", "/v1/models/%", "/v1/models?a=b|c"})
  void anAddressThatIsNoneIsRefusedInWordsAndBooked(String address) throws IOException {
    var answer = exchange(head("GET", address, key) + "Connection: close\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 400").contains("\"code\":\"invalid_request\"");
    var entry = gateway.onlyEntry(key);
    assertThat(answer)
        .containsIgnoringCase("x-request-id: " + entry.requestId())
        .containsIgnoringCase("x-should-retry: false");
    assertThat(entry.outcome()).isEqualTo(Outcome.REFUSED);
  }

  @Test
  void aBodyThatIsAnnouncedTooLargeIsNotWaitedFor() throws IOException {
    var world = gateway.world();
    var chatKey = world.keyFor(world.model("large", world.provider(WireFormat.OPENAI), "sim"));
    var announced =
        "Content-Type: application/json\r\nContent-Length: 500000000\r\nConnection: close\r\n\r\n";

    for (var head :
        List.of(
            head("POST", "/v1/chat/completions", chatKey), head("POST", basePath + "/x", key))) {
      assertThat(exchange(head + announced))
          .startsWith("HTTP/1.1 413")
          .contains("\"code\":\"request_too_large\"");
    }

    assertThat(gateway.onlyEntry(chatKey).httpStatus()).isEqualTo(413);
    assertThat(gateway.onlyEntry(key).httpStatus()).isEqualTo(413);
    assertThat(ARRIVED).isEmpty();
  }

  private static String head(String method, String path, WorldForTests.Key key) {
    return "%s %s HTTP/1.1\r\nHost: local\r\nAuthorization: Bearer %s\r\n"
        .formatted(method, path, key.value());
  }

  /** A row's bytes, sent as the subscriber to the row's own path; the corpus leaves the end out. */
  private String request(JsonNode row) {
    var raw = new String(Base64.getDecoder().decode(row.get("raw_b64").asString()), ISO_8859_1);
    var path = basePath + "/" + row.get("id").asString();
    var line = "$1 " + path + " $2\r\nAuthorization: Bearer " + key.value() + "\r\n";
    return START_LINE.matcher(raw).replaceFirst(line) + "\r\n\r\n";
  }

  private static List<Integer> statuses(String answer) {
    List<Integer> found = new ArrayList<>();
    STATUS.matcher(answer).results().forEach(line -> found.add(Integer.valueOf(line.group(1))));
    return found;
  }

  /** All that comes until the gateway hangs up or says nothing more. */
  private static String exchange(String request) throws IOException {
    var uri = gateway.uri("/");
    var answer = new StringBuilder();
    try (var socket = new Socket(uri.getHost(), uri.getPort())) {
      socket.setSoTimeout(5000);
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      for (int next; (next = socket.getInputStream().read()) >= 0; ) {
        answer.append((char) next);
      }
    } catch (SocketTimeoutException | SocketException nothingMore) {
      return answer.toString();
    }
    return answer.toString();
  }
}
