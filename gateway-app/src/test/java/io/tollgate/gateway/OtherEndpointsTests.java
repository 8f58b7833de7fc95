package io.tollgate.gateway;

import static io.tollgate.gateway.ClientForTests.post;
import static io.tollgate.gateway.ClientForTests.send;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.ledger.LedgerEntry;
import io.tollgate.domain.ledger.LedgerEntry.Outcome;
import io.tollgate.domain.provider.Provider;
import io.tollgate.domain.provider.WireFormat;
import io.tollgate.domain.usage.UsageSource;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import tools.jackson.databind.json.JsonMapper;

/** The endpoints besides conversations, all the way to an upstream and back. */
class OtherEndpointsTests {

  /** What arrived at the upstream for which there is no simulator. */
  private static final Queue<String> RECEIVED = new ConcurrentLinkedQueue<>();

  @RegisterExtension private static final GatewayForTests gateway = GatewayForTests.start();

  private static final WorldForTests world = gateway.world();

  private static final DisposableServer upstream =
      HttpServer.create()
          .host("127.0.0.1")
          .handle((request, response) ->
              response
                  .header("content-type", isSpeech(request) ? "audio/mpeg" : "application/json")
                  .sendString(
                      request
                          .receive()
                          .aggregate()
                          .asString()
                          .doOnNext(RECEIVED::add)
                          .then(Mono.just(answer(request)))))
          .bindNow();

  private static boolean isSpeech(HttpServerRequest request) {
    return request.uri().endsWith("/audio/speech");
  }

  private static String answer(HttpServerRequest request) {
    return switch (request.uri()) {
      case "/v1/audio/speech" -> "ID3 and a voice";
      case "/v1/audio/translations" -> "{\"text\":\"heard\"}";
      case "/v1/rerank" ->
          "{\"model\":\"m\",\"results\":[{\"index\":1,\"relevance_score\":0.9},"
              + "{\"index\":0,\"relevance_score\":0.1}],\"usage\":{\"total_tokens\":7}}";
      case "/v1/moderations" ->
          "{\"id\":\"modr-1\",\"model\":\"judge\",\"results\":[{\"flagged\":false}]}";
      default -> "{\"error\":{\"message\":\"nothing at " + request.uri() + "\"}}";
    };
  }

  @AfterAll
  static void stop() {
    upstream.disposeNow();
  }

  @BeforeEach
  void forget() {
    RECEIVED.clear();
  }

  @Test
  void drawsAPicture() {
    var key =
        world.keyFor(world.model("painter", world.provider(WireFormat.OPENAI), "gpt-image-1"));

    var response =
        send(
            post(
                gateway.uri("/v1/images/generations"),
                key.value(),
                "{\"model\":\"painter\",\"prompt\":\"a quiet harbour\"}"));

    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(JsonMapper.shared().readTree(response.body()).at("/data/0/b64_json").asString())
        .startsWith("iVBOR");
    isBookedAsServed(key, "images.generations");
  }

  @Test
  void changesAPicture() {
    var key =
        world.keyFor(world.model("retoucher", world.provider(WireFormat.OPENAI), "gpt-image-1"));
    var form =
        String.join(
            "\r\n",
            "--b",
            "Content-Disposition: form-data; name=\"model\"",
            "",
            "retoucher",
            "--b",
            "Content-Disposition: form-data; name=\"prompt\"",
            "",
            "a quiet harbour at night",
            "--b",
            "Content-Disposition: form-data; name=\"image[]\"; filename=\"harbour.png\"",
            "Content-Type: image/png",
            "",
            "a picture of a harbour",
            "--b--",
            "");

    var response =
        send(
            post(gateway.uri("/v1/images/edits"), key.value(), "")
                .setHeader("Content-Type", "multipart/form-data; boundary=b")
                .POST(HttpRequest.BodyPublishers.ofString(form)));

    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(JsonMapper.shared().readTree(response.body()).at("/data/0/b64_json").asString())
        .startsWith("iVBOR");
    var arrived = new String(gateway.simulator().received().getLast().body(), UTF_8);
    assertThat(arrived)
        .contains("gpt-image-1", "a picture of a harbour", "filename=\"harbour.png\"")
        .doesNotContain("retoucher");
    var entry = gateway.onlyEntry(key);
    assertThat(entry)
        .returns(Outcome.COMPLETED, LedgerEntry::outcome)
        .returns("images.edits", LedgerEntry::operation)
        .returns(UsageSource.PROVIDER, LedgerEntry::usageSource);
    assertThat(entry.usage().image()).isPositive();
  }

  @Test
  void completesAPrompt() {
    var key = world.keyFor(world.model("old", world.provider(WireFormat.OPENAI), "sim-small"));

    var response =
        send(
            post(
                gateway.uri("/v1/completions"),
                key.value(),
                "{\"model\":\"old\",\"prompt\":\"Hello there\"}"));

    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(JsonMapper.shared().readTree(response.body()).at("/choices/0/text").asString())
        .isNotEmpty();
    isBookedAsServed(key, "completions");
  }

  private static void isBookedAsServed(WorldForTests.Key key, String operation) {
    var entry = gateway.onlyEntry(key);
    var served = gateway.simulator().served();
    assertThat(entry)
        .returns(Outcome.COMPLETED, LedgerEntry::outcome)
        .returns(operation, LedgerEntry::operation)
        .returns(UsageSource.PROVIDER, LedgerEntry::usageSource);
    assertThat(entry.usage().totalInput()).isEqualTo(served.inputTokens());
    assertThat(entry.usage().totalOutput()).isEqualTo(served.outputTokens());
  }

  @Test
  void ranksDocuments() {
    var key = world.keyFor(world.model("ranker", world.provider(WireFormat.COHERE), "rerank-v3.5"));

    var response =
        send(
            post(
                gateway.uri("/v2/rerank"),
                key.value(),
                """
                {"model":"ranker","query":"red apples","documents":["blue sky","red apples"]}\
                """));

    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(JsonMapper.shared().readTree(response.body()).at("/results/0/index").asInt())
        .isEqualTo(1);
    assertThat(gateway.onlyEntry(key))
        .returns(Outcome.COMPLETED, LedgerEntry::outcome)
        .returns("rerank", LedgerEntry::operation);
  }

  @Test
  void ranksDocumentsInTheOlderFormAndShowsThemAgain() {
    var key = world.keyFor(world.model("old-ranker", elsewhere(), "upstream-ranker"));

    var response =
        send(
            post(
                gateway.uri("/v1/rerank"),
                key.value(),
                """
                {"model":"old-ranker","query":"red apples","documents":["blue sky",{"text":"red apples"}],
                 "return_documents":true,"top_n":1}\
                """));

    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    var results = JsonMapper.shared().readTree(response.body()).path("results");
    assertThat(results).hasSize(1);
    assertThat(results.at("/0/index").asInt()).isEqualTo(1);
    assertThat(results.at("/0/document/text").asString()).isEqualTo("red apples");
    isPassedOn(key, "rerank", "red apples");
  }

  @Test
  void speaks() {
    var key = world.keyFor(world.model("voice", elsewhere(), "upstream-voice"));

    var response =
        send(
            post(
                gateway.uri("/v1/audio/speech"),
                key.value(),
                "{\"model\":\"voice\",\"voice\":\"alloy\",\"input\":\"Good evening\"}"));

    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(response.headers().firstValue("content-type")).hasValue("audio/mpeg");
    assertThat(response.body()).isEqualTo("ID3 and a voice");
    isPassedOn(key, "audio.speech", "Good evening");
  }

  @Test
  void translatesARecording() {
    var key = world.keyFor(world.model("interpreter", elsewhere(), "upstream-interpreter"));

    var response =
        send(
            post(gateway.uri("/v1/audio/translations"), key.value(), "")
                .setHeader("Content-Type", "multipart/form-data; boundary=b")
                .POST(HttpRequest.BodyPublishers.ofString(recording())));

    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(response.body()).contains("heard");
    isPassedOn(key, "audio.translations", "RIFF and a sound");
  }

  private static String recording() {
    return String.join(
        "\r\n",
        "--b",
        "Content-Disposition: form-data; name=\"file\"; filename=\"a.wav\"",
        "Content-Type: audio/wav",
        "",
        "RIFF and a sound",
        "--b",
        "Content-Disposition: form-data; name=\"model\"",
        "",
        "interpreter",
        "--b--",
        "");
  }

  @Test
  void moderates() {
    var key = world.keyFor(world.model("judge", elsewhere(), "upstream-judge"));

    var response =
        send(
            post(
                gateway.uri("/v1/moderations"),
                key.value(),
                "{\"model\":\"judge\",\"input\":\"Good evening\"}"));

    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(response.body()).contains("\"flagged\":false");
    isPassedOn(key, "moderations", "Good evening");
  }

  private static Provider elsewhere() {
    var server = URI.create("http://127.0.0.1:" + upstream.port());
    return world.provider(WireFormat.OPENAI, server, true);
  }

  private static void isPassedOn(WorldForTests.Key key, String operation, String content) {
    assertThat(RECEIVED).singleElement().asString().contains(content, "upstream-");
    assertThat(gateway.onlyEntry(key))
        .returns(Outcome.COMPLETED, LedgerEntry::outcome)
        .returns(operation, LedgerEntry::operation);
  }
}
