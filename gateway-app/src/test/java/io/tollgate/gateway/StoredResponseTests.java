package io.tollgate.gateway;

import static io.tollgate.gateway.ClientForTests.get;
import static io.tollgate.gateway.ClientForTests.open;
import static io.tollgate.gateway.ClientForTests.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.catalogue.Api;
import io.tollgate.domain.ledger.LedgerEntry.Outcome;
import io.tollgate.domain.model.Model;
import io.tollgate.domain.provider.Provider;
import io.tollgate.domain.provider.WireFormat;
import io.tollgate.providers.json.Json;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Conversations that go on from an id, where an API keeps them. */
class StoredResponseTests {

  @RegisterExtension
  private static final GatewayForTests gateway =
      GatewayForTests.start("tollgate.gateway.upstream.drain-after-disconnect=30s");

  private static final WorldForTests world = gateway.world();
  private static final Provider openAi = world.provider(WireFormat.OPENAI);
  private static final Model[] models = {
    world.model("gpt", openAi, "sim-small"),
    world.model("claude", world.provider(WireFormat.ANTHROPIC), "claude-sim"),
    world.model("slow", openAi, "sim-small+words=30+delay-token=20ms"),
    world.model("broken", openAi, "sim-small+error-after-tokens=3"),
  };
  private static final Api api = world.keepingApi(models);
  private static final WorldForTests.Key key = world.subscriber(api);

  @ParameterizedTest
  @CsvSource({"gpt,false", "gpt,true", "claude,false", "claude,true"})
  void goesOnFromAnId(String model, boolean stream) {
    var first = answered(ask(key, model, "My name is Ada", null, stream), stream);
    var second = answered(ask(key, model, "What is my name?", id(first), stream), stream);
    var third = answered(ask(key, model, "Are you sure?", id(second), stream), stream);

    assertThat(first.path("store").asBoolean()).isTrue();
    assertThat(first.path("previous_response_id").isNull()).isTrue();
    assertThat(second.path("previous_response_id").asString("")).isEqualTo(id(first));
    assertThat(id(third)).startsWith("resp_").isNotEqualTo(id(second));
    var sent = lastSent();
    assertThat(sent.toString())
        .containsSubsequence("My name is Ada", "Hello from", "What is my name?", "Hello from")
        .containsSubsequence("What is my name?", "Are you sure?")
        .doesNotContain("previous_response_id");
    if (model.equals("gpt")) {
      assertThat(sent.path("store").asBoolean(true)).isFalse();
      assertThat(StreamSupport.stream(sent.path("input").spliterator(), false))
          .extracting(item -> item.path("role").asString(""))
          .containsExactly("user", "assistant", "user", "assistant", "user");
    }
  }

  @Test
  void goesOnWithAnotherVendorsModel() {
    var first = answered(ask(key, "gpt", "My name is Ada", null, false), false);
    var second = answered(ask(key, "claude", "What is my name?", id(first), true), true);

    assertThat(second.path("status").asString("")).isEqualTo("completed");
    assertThat(lastSent().path("messages")).hasSize(3);
  }

  @Test
  void showsAndForgetsAResponse() {
    var first = answered(ask(key, "gpt", "My name is Ada", null, false), false);
    var second = answered(ask(key, "gpt", "And yours?", id(first), false), false);
    var path = "/v1/responses/" + id(second);

    assertThat(Json.read(send(get(gateway.uri(path), key.value())).body())).isEqualTo(second);
    assertThat(Json.read(send(get(gateway.uri(api.basePath() + path), key.value())).body()))
        .isEqualTo(second);
    var items = Json.read(send(get(gateway.uri(path + "/input_items"), key.value())).body());
    assertThat(items.path("data")).hasSize(1);
    assertThat(items.at("/data/0/content/0/text").asString()).isEqualTo("And yours?");
    assertThat(items.path("first_id")).isEqualTo(items.at("/data/0/id"));
    assertThat(items.path("has_more").asBoolean()).isFalse();
    assertThat(delete(path, key).statusCode()).isEqualTo(200);
    assertThat(delete(path, key).statusCode()).isEqualTo(404);
    assertThat(send(get(gateway.uri(path), key.value())).statusCode()).isEqualTo(404);
    assertThat(ask(key, "gpt", "Go on", id(second), false).statusCode()).isEqualTo(400);
    assertThat(ask(key, "gpt", "Go on", id(first), false).statusCode()).isEqualTo(200);
  }

  @Test
  void countsAskingForAResponseAsARequestOfThePlan() {
    var application = world.application(world.tenant());
    world.subscribe(application, api, world.plan(api, 3, null));
    var limited = world.key(application);
    world.settled();
    var kept = answered(ask(limited, "gpt", "My name is Ada", null, false), false);
    var path = "/v1/responses/" + id(kept);

    var answers =
        Stream.generate(() -> send(get(gateway.uri(path), limited.value()))).limit(12).toList();

    // The minute may turn once while this runs.
    assertThat(answers).extracting(HttpResponse::statusCode).contains(200, 429);
    assertThat(answers)
        .filteredOn(answer -> answer.statusCode() == 429)
        .allSatisfy(answer -> assertThat(answer.headers().firstValue("retry-after")).isPresent());
  }

  @Test
  void isNobodyElses() {
    var kept = answered(ask(key, "gpt", "A secret", null, false), false);
    var path = "/v1/responses/" + id(kept);
    var otherApi = world.keepingApi(models);
    for (var other : new WorldForTests.Key[] {world.subscriber(api), world.subscriber(otherApi)}) {
      var answer = ask(other, "gpt", "Go on", id(kept), false);

      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(Json.read(answer.body()).at("/error/code").asString())
          .isEqualTo("previous_response_not_found");
      assertThat(Json.read(answer.body()).at("/error/param").asString())
          .isEqualTo("previous_response_id");
      assertThat(send(get(gateway.uri(path), other.value())).statusCode()).isEqualTo(404);
      assertThat(send(get(gateway.uri(path + "/input_items"), other.value())).statusCode())
          .isEqualTo(404);
      assertThat(delete(path, other).statusCode()).isEqualTo(404);
      assertThat(gateway.entries(other, 1).getFirst().outcome()).isEqualTo(Outcome.REFUSED);
    }
    assertThat(send(get(gateway.uri(path), "tg_nobody")).statusCode()).isEqualTo(401);
    assertThat(send(get(gateway.uri(path), key.value())).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"resp_1", "", "resp_00000000000000000000000000000000", "resp_' or 1=1"})
  void saysThatItDoesNotKnowAnId(String id) {
    var answer = ask(key, "gpt", "Go on", id, false);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("previous_response_not_found");
  }

  @Test
  void keepsNothingThatIsNotToBeKept() {
    var first = answered(ask(key, "gpt", "My name is Ada", null, false), false);
    var unkept =
        answered(
            post(
                key,
                "{\"model\":\"gpt\",\"input\":\"Go on\",\"store\":false,"
                    + "\"previous_response_id\":\"%s\"}".formatted(id(first))),
            false);

    assertThat(unkept.path("store").asBoolean(true)).isFalse();
    assertThat(unkept.path("previous_response_id").asString("")).isEqualTo(id(first));
    assertThat(lastSent().toString()).contains("My name is Ada");
    assertThat(ask(key, "gpt", "And on", id(unkept), false).statusCode()).isEqualTo(400);
  }

  @Test
  void keepsNothingWhereItIsNotSwitchedOn() {
    var off = world.keyFor(models);
    var answer = ask(off, "gpt", "Hello", null, false);

    assertThat(answer.statusCode()).isEqualTo(200);
    var next = ask(off, "gpt", "Go on", id(Json.read(answer.body())), false);
    assertThat(next.statusCode()).isEqualTo(400);
    assertThat(next.body()).contains("previous_response_id", "not available here");
  }

  @Test
  void refusesConversationObjectsAndBackground() {
    for (var field : new String[] {"\"conversation\":\"conv_1\"", "\"background\":true"}) {
      var answer = post(key, "{\"model\":\"gpt\",\"input\":\"x\"," + field + "}");

      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body()).contains("not available here");
    }
  }

  @Test
  void encryptsWhatItKeeps() {
    answered(ask(key, "gpt", "Xylophone", null, false), false);

    assertThat(
            gateway
                .database()
                .query(
                    "select count(*) from stored_response where position('Xylophone'::bytea in"
                        + " content) > 0"))
        .isEqualTo("0");
  }

  @Test
  void isGoneWhenItsTimeHasCome() {
    var first = answered(ask(key, "gpt", "My name is Ada", null, false), false);
    gateway
        .database()
        .execute(
            "update stored_response set created_at = created_at - interval '2 days', expires_at ="
                + " expires_at - interval '2 days'");

    assertThat(ask(key, "gpt", "Go on", id(first), false).statusCode()).isEqualTo(400);
    assertThat(send(get(gateway.uri("/v1/responses/" + id(first)), key.value())).statusCode())
        .isEqualTo(404);
  }

  @Test
  void readsNoKeptResponseOnceTheApiKeepsNoneButStillForgetsIt() {
    var own = world.keepingApi(models);
    var ownKey = world.subscriber(own);
    var path = "/v1/responses/" + id(answered(ask(ownKey, "gpt", "Hello", null, false), false));

    world.forgetful(own);
    world.settled();

    assertThat(send(get(gateway.uri(path), ownKey.value())).statusCode()).isEqualTo(404);
    assertThat(delete(path, ownKey).statusCode()).isEqualTo(200);
  }

  @Test
  void keepsAStreamWhoseClientLeft() throws IOException {
    var leaver = world.subscriber(api);
    String id;
    try (var stream = open(request(leaver, body("slow", "Hello", null, true))).body()) {
      var line = new StringBuilder();
      while (!line.toString().contains("response.output_text.delta")) {
        line.append((char) stream.read());
      }
      var begun = line.substring(line.indexOf("data: ") + 6);
      id = id(Json.read(begun.substring(0, begun.indexOf('\n'))).path("response"));
    }

    gateway.onlyEntry(leaver);

    GatewayForTests.await(
        () -> ask(leaver, "gpt", "Go on", id, false).statusCode() == 200, "the turn is kept");
  }

  @Test
  void keepsNothingOfAStreamThatBreaks() {
    var answer = ask(key, "broken", "Hello", null, true);

    assertThat(answer.body()).contains("event: error").doesNotContain("response.completed");
    var begun = answer.body().substring(answer.body().indexOf("data: ") + 6);
    var id = id(Json.read(begun.substring(0, begun.indexOf('\n'))).path("response"));
    assertThat(ask(key, "gpt", "Go on", id, false).statusCode()).isEqualTo(400);
  }

  @Test
  void answersWithoutTheDatabaseAndSaysWhatThatMeans() {
    var first = answered(ask(key, "gpt", "My name is Ada", null, false), false);
    var server = PostgresServer.of(gateway.database());

    server.lockOut(gateway.database().name());
    var whole = ask(key, "gpt", "Hello", null, false);
    var stream = ask(key, "gpt", "Hello", null, true);
    var next = ask(key, "gpt", "Go on", id(first), false);
    var shown = send(get(gateway.uri("/v1/responses/" + id(first)), key.value()));
    server.letIn(gateway.database().name());

    assertThat(answered(whole, false).path("store").asBoolean(true)).isFalse();
    assertThat(answered(stream, true).path("store").asBoolean(true)).isFalse();
    assertThat(next.statusCode()).isEqualTo(503);
    assertThat(next.headers().firstValue("retry-after")).isPresent();
    assertThat(shown.statusCode()).isEqualTo(503);
    GatewayForTests.await(
        () -> ask(key, "gpt", "Go on", id(first), false).statusCode() == 200,
        "the conversation can be gone on with");
  }

  private static HttpResponse<String> ask(
      WorldForTests.Key by, String model, String text, @Nullable String previous, boolean stream) {
    return post(by, body(model, text, previous, stream));
  }

  private static String body(String model, String text, @Nullable String previous, boolean stream) {
    var body = Json.object().put("model", model).put("input", text).put("stream", stream);
    return Json.text(previous == null ? body : body.put("previous_response_id", previous));
  }

  private static HttpResponse<String> post(WorldForTests.Key by, String body) {
    return send(request(by, body));
  }

  private static HttpRequest.Builder request(WorldForTests.Key by, String body) {
    return ClientForTests.post(gateway.uri("/v1/responses"), by.value(), body);
  }

  private static HttpResponse<String> delete(String path, WorldForTests.Key by) {
    return send(get(gateway.uri(path), by.value()).DELETE());
  }

  /** The response object, which a stream ends with. */
  private static JsonNode answered(HttpResponse<String> answer, boolean stream) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    if (!stream) {
      return Json.read(answer.body());
    }
    var events =
        answer.body().lines().filter(line -> line.startsWith("data: ")).map(l -> l.substring(6));
    var last = Json.read(events.toList().getLast());
    assertThat(last.path("type").asString("")).isEqualTo("response.completed");
    return last.path("response");
  }

  private static String id(JsonNode response) {
    return response.path("id").asString();
  }

  private static JsonNode lastSent() {
    return gateway.simulator().received().getLast().json();
  }
}
