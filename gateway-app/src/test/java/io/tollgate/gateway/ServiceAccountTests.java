package io.tollgate.gateway;

import static io.tollgate.gateway.ClientForTests.chat;
import static io.tollgate.gateway.ClientForTests.post;
import static io.tollgate.gateway.ClientForTests.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.configuration.Problem;
import io.tollgate.domain.provider.WireFormat;
import io.tollgate.gateway.snapshot.CurrentConfiguration;
import io.tollgate.network.token.GoogleForTests;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Vertex AI, which takes access tokens that the gateway gets with the key of a service account. */
class ServiceAccountTests {

  private static final GoogleForTests google = GoogleForTests.start();

  @RegisterExtension private static final GatewayForTests gateway = GatewayForTests.start();

  private static final WorldForTests world = gateway.world();

  @AfterAll
  static void stop() {
    google.close();
  }

  private static HttpResponse<String> ask(WorldForTests.Key key, String model) {
    return send(post(gateway.uri("/v1/chat/completions"), key.value(), chat(model, false)));
  }

  @Test
  void aKeyFileIsEnoughToCallVertex() {
    var provider = world.vertex(google.models(), google.keyFile());
    var key = world.keyFor(world.model("vertex", provider, "gemini-3-pro"));

    assertThat(ask(key, "vertex").body()).contains("Hello");
    assertThat(ask(key, "vertex").statusCode()).isEqualTo(200);
    assertThat(google.issued()).isEqualTo(1);
  }

  @Test
  void theTokenOfAKeyThatWasReplacedIsForgotten() {
    try (var own = GoogleForTests.start()) {
      var provider = world.vertex(own.models(), own.keyFile());
      var key = world.keyFor(world.model("vertex-replaced", provider, "gemini-3-pro"));
      assertThat(ask(key, "vertex-replaced").statusCode()).isEqualTo(200);

      var replaced = world.withKeyFile(provider, own.strangersKeyFile());
      world.settled();
      assertThat(ask(key, "vertex-replaced").statusCode()).isEqualTo(502);

      world.withKeyFile(replaced, own.keyFile());
      world.settled();
      assertThat(ask(key, "vertex-replaced").statusCode()).isEqualTo(200);
      assertThat(own.issued()).isEqualTo(2);
    }
  }

  @Test
  void aKeyThatIsRefusedIsNoFaultOfTheClient() {
    var provider = world.vertex(google.models(), google.strangersKeyFile());
    var key = world.keyFor(world.model("vertex-stranger", provider, "gemini-3-pro"));

    var response = ask(key, "vertex-stranger");

    assertThat(response.statusCode()).as(response.body()).isEqualTo(502);
    assertThat(response.body()).contains("upstream_auth").doesNotContain("JWT", "token");
    assertThat(gateway.onlyEntry(key).errorCode()).isEqualTo("upstream_auth");
  }

  @Test
  void anotherDeploymentAnswersWhereNoTokenCanBeHad() {
    var provider = world.vertex(google.models(), google.strangersKeyFile());
    var model = world.model("vertex-or-not", provider, "gemini-3-pro");
    world.deployment(model, world.provider(WireFormat.OPENAI), "sim-small", 1);
    var key = world.keyFor(model);

    assertThat(ask(key, "vertex-or-not").statusCode()).isEqualTo(200);
  }

  @Test
  void aKeyFileThatIsOfNoUseIsAProblemOfItsProvider() {
    var file = google.keyFile().replace("token_uri", "token_url");
    var provider = world.vertex(google.models(), file);
    var key = world.keyFor(world.model("vertex-broken", provider, "gemini-3-pro"));

    assertThat(ask(key, "vertex-broken").statusCode()).isGreaterThanOrEqualTo(500);
    assertThat(gateway.bean(CurrentConfiguration.class).get().targets().problems())
        .filteredOn(problem -> problem.objectId().equals(provider.id().value()))
        .singleElement()
        .extracting(Problem::reason)
        .asString()
        .contains("token_uri is missing")
        .doesNotContain("PRIVATE KEY");
  }
}
