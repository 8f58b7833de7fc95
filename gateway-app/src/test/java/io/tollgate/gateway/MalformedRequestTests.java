package io.tollgate.gateway;

import static io.tollgate.gateway.ClientForTests.chat;
import static io.tollgate.gateway.ClientForTests.get;
import static io.tollgate.gateway.ClientForTests.post;
import static io.tollgate.gateway.ClientForTests.send;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.ledger.LedgerEntry;
import io.tollgate.domain.ledger.LedgerEntry.Outcome;
import io.tollgate.domain.model.Model;
import io.tollgate.domain.provider.WireFormat;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests that are wrong in themselves, or at the wrong door. */
class MalformedRequestTests {

  @RegisterExtension private static final GatewayForTests gateway = GatewayForTests.start();

  private static final WorldForTests world = gateway.world();
  private static final Model model =
      world.model("common", world.provider(WireFormat.OPENAI), "sim-small");

  @Test
  void pointsAtTheMistakeInMalformedJson() {
    var key = world.keyFor(model);

    var response =
        send(post(gateway.uri("/v1/chat/completions"), key.value(), "{\"model\":\"common\",}"));

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("line 1").doesNotContain("Exception");
    assertThat(gateway.onlyEntry(key).httpStatus()).isEqualTo(400);
  }

  @Test
  void countsTheLinesToTheMistake() {
    var key = world.keyFor(model);

    var response =
        send(post(gateway.uri("/v1/chat/completions"), key.value(), "{\"model\":\n\"common\",}"));

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("line 2").doesNotContain("line 1");
  }

  @Test
  void showsNoClientWhatTheParserThinksOfItsSource() {
    var key = world.keyFor(model);

    var open = send(post(gateway.uri("/v1/chat/completions"), key.value(), "{\"model\":[}"));
    var empty = send(post(gateway.uri("/v1/chat/completions"), key.value(), ""));

    assertThat(open.body()).contains("line 1").doesNotContain("Source", "UNKNOWN");
    assertThat(empty.statusCode()).isEqualTo(400);
    assertThat(empty.body()).contains("The body is empty").doesNotContain("byte");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "OPENAI|/v1/chat/completions|{'model':'%s','messages':[{'role':'wizard','content':'x'}]}|'param':'messages[0].role'",
        "OPENAI|/v1/responses|{'model':'%s','input':[{'role':'user','content':[{'type':'hologram'}]}]}|'param':'input[0].content[0].type'",
        "ANTHROPIC|/v1/messages|{'model':'%s','max_tokens':9,'messages':[{'role':'wizard','content':'x'}]}|'type':'invalid_request_error'",
        "GEMINI|/v1beta/models/%s:generateContent|{'contents':[{'role':'wizard','parts':[{'text':'x'}]}]}|'status':'INVALID_ARGUMENT'",
      })
  void namesARoleOrAPartThatTheProtocolDoesNotKnow(
      WireFormat format, String path, String body, String error) {
    var name = "words-" + path.length();
    var key = world.keyFor(world.model(name, world.provider(format), "sim-small"));

    var response =
        send(
            post(
                gateway.uri(path.replace("%s", name)),
                key.value(),
                body.replace("%s", name).replace('\'', '"')));

    assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
    assertThat(response.body()).contains(error.replace('\'', '"')).contains("Unknown ", "[0].");
    assertThat(gateway.simulator().received()).isEmpty();
    assertThat(gateway.onlyEntry(key).outcome()).isEqualTo(Outcome.REFUSED);
  }

  @Test
  void namesAContentTypeThatIsNotJson() {
    var key = world.keyFor(model);

    var response =
        send(
            post(gateway.uri("/v1/chat/completions"), key.value(), chat("common", false))
                .setHeader("Content-Type", "application/x-www-form-urlencoded"));

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("\"param\":\"Content-Type\"");
    assertThat(gateway.onlyEntry(key).httpStatus()).isEqualTo(400);
  }

  @Test
  void unpacksNoCompressedBody() {
    var key = world.keyFor(model);

    var response =
        send(
            post(gateway.uri("/v1/chat/completions"), key.value(), chat("common", false))
                .header("Content-Encoding", "gzip"));

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("\"param\":\"Content-Encoding\"");
    assertThat(gateway.onlyEntry(key).outcome()).isEqualTo(Outcome.REFUSED);
  }

  @Test
  void saysThatAnEndpointTakesPost() {
    var key = world.keyFor(model);

    var response = send(get(gateway.uri("/v1/chat/completions"), key.value()));

    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.headers().firstValue("allow")).hasValue("POST");
    assertThat(gateway.onlyEntry(key).errorCode()).isEqualTo("method_not_allowed");
  }

  @Test
  void saysThatAnEndpointBelowABaseTakesPostWhateverTheBase() {
    var api = world.aiApi(world.tenant(), model);
    var key = world.subscriber(api);

    for (var base : List.of(api.basePath(), "/no-such")) {
      var response = send(get(gateway.uri(base + "/v1/chat/completions"), key.value()));

      assertThat(response.statusCode()).as(base).isEqualTo(405);
      assertThat(response.headers().firstValue("allow")).hasValue("POST");
    }
    assertThat(gateway.entries(key, 2)).hasSize(2);
  }

  @Test
  void saysWhatAPathTakesToWhoeverAsksForItsOptions() {
    var key = world.keyFor(model);

    var inference = send(method("OPTIONS", "/v1/messages/count_tokens", key.value()));
    var models = send(method("OPTIONS", "/v1/models", key.value()));

    assertThat(inference.statusCode()).isEqualTo(204);
    assertThat(inference.headers().firstValue("allow")).hasValue("POST,OPTIONS");
    assertThat(models.headers().firstValue("allow")).hasValue("GET,HEAD,OPTIONS");
    assertThat(gateway.entries(key, 0)).isEmpty();
  }

  @Test
  void answersToHeadAsToGetWithoutABody() {
    var key = world.keyFor(model);

    var known = send(method("HEAD", "/v1/models", key.value()));
    var stranger = send(method("HEAD", "/v1/models", "tg_nobody"));

    assertThat(known.statusCode()).isEqualTo(200);
    assertThat(known.headers().firstValue("content-type")).hasValue("application/json");
    assertThat(known.body()).isEmpty();
    assertThat(stranger.statusCode()).isEqualTo(401);
  }

  @Test
  void refusesABodyThatIsTooLargeByItsAnnouncementAndWhileReading() {
    var key = world.keyFor(model);
    var large = "x".repeat(11 * 1024 * 1024);

    var announced = send(post(gateway.uri("/v1/chat/completions"), key.value(), large));
    var chunked =
        send(
            post(gateway.uri("/v1/chat/completions"), key.value(), "")
                .POST(
                    HttpRequest.BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(large.getBytes(US_ASCII)))));

    assertThat(announced.statusCode()).isEqualTo(413);
    assertThat(announced.body()).contains("request_too_large");
    assertThat(chunked.statusCode()).isEqualTo(413);
    assertThat(gateway.entries(key, 2)).allMatch(entry -> entry.httpStatus() == 413);
  }

  @Test
  void answersUnknownPathsAndHugeHeadersPlainly() {
    var key = world.keyFor(model);

    var unknown = send(get(gateway.uri("/nowhere"), key.value()));
    var huge = send(get(gateway.uri("/v1/models"), "none").header("x-large", "y".repeat(20_000)));

    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(unknown.body()).contains("\"error\"").doesNotContain("Whitelabel", "trace");
    assertThat(huge.statusCode()).isEqualTo(431);
  }

  @Test
  void takesAddressesAndHeadersOfFifteenThousandCharacters() {
    var key = world.keyFor(model);

    var address = send(get(gateway.uri("/" + "y".repeat(15_000)), key.value()));
    var header =
        send(get(gateway.uri("/nowhere"), key.value()).header("x-large", "y".repeat(15_000)));

    assertThat(address.statusCode()).isEqualTo(404);
    assertThat(header.statusCode()).isEqualTo(404);
  }

  @Test
  void booksAKnownCallerAtAnUnknownPath() {
    var key = world.keyFor(model);

    assertThat(send(get(gateway.uri("/v1/nothing"), key.value())).statusCode()).isEqualTo(404);

    assertThat(gateway.onlyEntry(key).errorCode()).isEqualTo("not_found");
  }

  @ParameterizedTest
  @CsvSource({
    "POST,/livez,*/*,405,method_not_allowed",
    "DELETE,/readyz,*/*,405,method_not_allowed",
    "GET,/livez,application/xml,406,not_acceptable",
    "GET,/readyz,text/html,406,not_acceptable"
  })
  void booksAWrongCallToHealthAsItsCallersFault(
      String method, String path, String accept, int status, String code) {
    var key = world.keyFor(model);

    var response = send(method(method, path, key.value()).header("Accept", accept));

    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.body()).contains("\"code\":\"" + code + "\"");
    assertThat(response.headers().firstValue("allow").isPresent()).isEqualTo(status == 405);
    assertThat(gateway.onlyEntry(key))
        .returns(Outcome.REFUSED, LedgerEntry::outcome)
        .returns(code, LedgerEntry::errorCode);
  }

  @Test
  void keepsActuatorsOffTheClientsPort() {
    var key = world.keyFor(model);
    for (var path :
        new String[] {
          "/actuator", "/actuator/prometheus", "/actuator/gateway/routes", "/actuator/env"
        }) {
      assertThat(send(get(gateway.uri(path), key.value())).statusCode()).as(path).isEqualTo(404);
      assertThat(send(get(gateway.uri(path), "none")).statusCode()).as(path).isEqualTo(401);
    }
    assertThat(send(get(gateway.uri("/readyz"), "none")).statusCode()).isEqualTo(200);
    assertThat(send(get(gateway.uri("/livez"), "none")).statusCode()).isEqualTo(200);
  }

  private static HttpRequest.Builder method(String method, String path, String key) {
    return get(gateway.uri(path), key).method(method, HttpRequest.BodyPublishers.noBody());
  }
}
