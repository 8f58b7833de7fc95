package io.tollgate.gateway;

import static io.tollgate.gateway.ClientForTests.post;
import static io.tollgate.gateway.ClientForTests.send;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.provider.WireFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.json.JsonMapper;

/** A conversation that moves between two vendors of one format takes no signatures along. */
class VendorStateTests {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @RegisterExtension private static final GatewayForTests gateway = GatewayForTests.start();

  private static final String QUESTION =
      """
      {"contents":[{"role":"user","parts":[{"text":"get_one please"}]}%s],
       "tools":[{"functionDeclarations":[{"name":"get_one","parameters":{"type":"OBJECT","properties":{"a":{"type":"STRING"}}}}]}]}\
      """;

  private static String ask(WorldForTests.Key key, String model, String body) {
    var path = "/v1beta/models/" + model + ":generateContent";
    var response = send(post(gateway.uri(path), key.value(), body));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return response.body();
  }

  private static String arrived() {
    return new String(gateway.simulator().received().getLast().body(), UTF_8);
  }

  @Test
  void aSignatureGoesBackToItsVendorOnly() {
    var world = gateway.world();
    var one = world.model("state-one", world.provider(WireFormat.GEMINI), "gemini-3-sim");
    var two = world.model("state-two", world.vendor(WireFormat.GEMINI, "vertex"), "gemini-3-sim");
    var key = world.keyFor(one, two);

    var answer = ask(key, "state-one", QUESTION.formatted(""));
    var content = JSON.readTree(answer).at("/candidates/0/content");
    var call = content.at("/parts/0");
    var next =
        QUESTION.formatted(
            ",%s,{\"role\":\"user\",\"parts\":[{\"functionResponse\":{\"name\":\"get_one\",\"response\":{\"output\":\"1\"}}}]}"
                .formatted(content));
    assertThat(call.path("functionCall").path("name").asString()).as(answer).isEqualTo("get_one");
    assertThat(call.path("thoughtSignature").asString()).startsWith("dGcxL");

    ask(key, "state-one", next);
    assertThat(arrived()).contains("\"thoughtSignature\":\"sign").doesNotContain("dGcxL");

    ask(key, "state-two", next);
    assertThat(arrived())
        .contains("\"thoughtSignature\":\"skip_thought_signature_validator\"")
        .doesNotContain("\"thoughtSignature\":\"sign", "dGcxL");
  }
}
