package io.tollgate.gateway;

import static io.tollgate.gateway.ClientForTests.post;
import static io.tollgate.gateway.ClientForTests.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.ledger.LedgerEntry.Outcome;
import io.tollgate.domain.model.Model;
import io.tollgate.domain.provider.WireFormat;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a field that a model's provider has no place for. */
class StrictTests {

  @RegisterExtension private static final GatewayForTests gateway = GatewayForTests.start();

  private static final WorldForTests world = gateway.world();
  private static final Model claude =
      world.model("claude", world.provider(WireFormat.ANTHROPIC), "claude-sim");
  private static final Model gpt =
      world.model("gpt", world.provider(WireFormat.OPENAI), "sim-small");

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aLenientApiAnswersAndNamesWhatItLeftOut(boolean stream) {
    var key = world.keyFor(claude);

    var response = chat(key, "claude", stream);

    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(response.headers().firstValue("x-tollgate-dropped")).hasValue("logit_bias, seed");
    assertThat(gateway.onlyEntry(key).explanation()).containsEntry("dropped", "logit_bias, seed");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aStrictApiRefusesAndNamesTheField(boolean stream) {
    var key = world.strictKeyFor(claude);

    var response = chat(key, "claude", stream);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("\"param\":\"logit_bias\"").contains("cannot be carried");
    assertThat(gateway.onlyEntry(key).outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(gateway.simulator().served().requests()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"/v1/messages,invalid_request_error", "/v1beta/models/gpt:generateContent,INVALID"})
  void theRefusalWearsTheClientsProtocol(String path, String type) {
    var key = world.strictKeyFor(gpt);
    var body =
        path.equals("/v1/messages")
            ? "{\"model\":\"gpt\",\"max_tokens\":5,\"top_k\":3,\"container\":\"c\","
                + "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}"
            : "{\"contents\":[{\"parts\":[{\"text\":\"Hi\"}]}],\"cachedContent\":\"c/1\"}";

    var response = send(post(gateway.uri(path), key.value(), body));

    assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
    assertThat(response.body()).contains(type).contains("cannot be carried");
  }

  @Test
  void aStrictApiTakesWhatTheProviderTakes() {
    var response = chat(world.strictKeyFor(gpt), "gpt", false);

    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(response.headers().firstValue("x-tollgate-dropped")).isEmpty();
  }

  @Test
  void theExplanationNamesWhatOfASchemaWasAdapted() {
    var gemini = world.model("gemini", world.provider(WireFormat.GEMINI), "gemini-2.5-flash");
    var key = world.keyFor(gemini);
    var body =
        """
        {"model":"gemini","messages":[{"role":"user","content":"Hello"}],
         "tools":[{"type":"function","function":{"name":"book","parameters":
           {"type":"object","properties":{"seats":{"type":"integer","multipleOf":2}}}}}]}\
        """;

    var response = send(post(gateway.uri("/v1/chat/completions"), key.value(), body));

    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(gateway.onlyEntry(key).explanation())
        .containsEntry("adapted", "the schema's keyword multipleOf was left out for Gemini");
  }

  private static HttpResponse<String> chat(WorldForTests.Key key, String model, boolean stream) {
    return send(
        post(
            gateway.uri("/v1/chat/completions"),
            key.value(),
            """
            {"model":"%s","stream":%s,"seed":1,"logit_bias":{"1":2},
             "messages":[{"role":"user","content":"Hello"}]}\
            """
                .formatted(model, stream)));
  }
}
