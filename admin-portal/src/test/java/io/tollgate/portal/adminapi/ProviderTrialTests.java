package io.tollgate.portal.adminapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.authorization.Scope;
import io.tollgate.network.token.GoogleForTests;
import io.tollgate.portal.PortalForTests;
import io.tollgate.portal.World;
import io.tollgate.simulator.SimulatorServer;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trying a provider before it is saved, against one that speaks the real format. */
class ProviderTrialTests {

  private static final String SECRET = "invalid-canary-0123456789";

  private static PortalForTests portal;
  private static SimulatorServer simulator;
  private static Script platform;

  @BeforeAll
  static void start() {
    simulator = SimulatorServer.start("127.0.0.1", 0);
    portal = PortalForTests.start();
    platform = Script.of(portal, new World(portal).platformAdmin("Root"), Scope.values());
  }

  @AfterAll
  static void stop() {
    portal.close();
    simulator.close();
  }

  @Test
  void showsWhatTheProviderAnswers() {
    var reply = trial(provider("sk-good-one", true));

    assertThat(reply.json().path("passed").asBoolean()).as(reply.body()).isTrue();
    assertThat(reply.json().path("status").asInt()).isEqualTo(200);
    assertThat(reply.text("excerpt")).contains("chat.completion");
  }

  @Test
  void showsItsRefusalWithoutTheSecret() {
    var reply = trial(provider(SECRET, true));

    assertThat(reply.json().path("passed").asBoolean()).isFalse();
    assertThat(reply.json().path("status").asInt()).isEqualTo(401);
    assertThat(reply.body()).doesNotContain(SECRET);
  }

  @Test
  void callsNoPrivateAddressUnlessThatIsAllowed() {
    int before = simulator.received().size();

    var reply = trial(provider("sk-good-one", false));

    assertThat(reply.json().path("passed").asBoolean()).isFalse();
    assertThat(reply.json().path("status").isNull()).isTrue();
    assertThat(simulator.received()).hasSize(before);
  }

  @Test
  void triesTheQuirksOfAVendorThatIsNotListedAndRefusesWhatIsNone() {
    var odd = new HashMap<>(provider("sk-good-one", true));
    odd.put("settings", Map.of("quirk.chat-path", "/odd/chat/completions"));
    assertThat(trial(odd).json().path("status").asInt()).isEqualTo(404);

    odd.put("settings", Map.of("quirk.nonsense", "true"));
    var refused =
        platform.post("/providers/test", Map.of("testModel", "sim-small", "provider", odd));

    assertThat(refused.expect(422).body())
        .contains("settings", "There is no quirk quirk.nonsense.");
  }

  @Test
  void neverSendsTheStoredSecretToAnotherServer() {
    var made = new HashMap<>(provider("sk-stored", true));
    var id = platform.post("/providers", made).expect(201).id();
    made.remove("slug");
    made.remove("secret");
    made.put("baseUrl", "http://elsewhere.example/v1");

    var trial =
        platform.post(
            "/providers/" + id + "/test", Map.of("testModel", "sim-small", "provider", made));
    var edit = platform.put("/providers/" + id, made);

    assertThat(trial.expect(422).body()).contains("secretAgain");
    assertThat(edit.expect(422).body()).contains("secretAgain");
    assertThat(
            platform
                .post("/providers/" + id + "/test", Map.of("testModel", "sim-small"))
                .expect(200)
                .json()
                .path("passed")
                .asBoolean())
        .isTrue();
  }

  @Test
  void callsVertexWithATokenForAServiceAccount() {
    try (var google = GoogleForTests.start()) {
      var vertex = vertex(google, google.keyFile());
      var stranger = vertex(google, google.strangersKeyFile());

      var passed = trial(vertex);
      var failed = trial(stranger);
      var saved = platform.post("/providers", vertex).expect(201);

      assertThat(passed.json().path("passed").asBoolean()).as(passed.body()).isTrue();
      assertThat(failed.json().path("passed").asBoolean()).isFalse();
      assertThat(failed.text("excerpt")).contains("Invalid JWT Signature");
      assertThat(failed.body()).doesNotContain("PRIVATE KEY", "ya29");
      assertThat(saved.text("secretHint")).isEqualTo("…cdef");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"client_email", "private_key", "token_uri"})
  void aKeyFileThatLacksSomethingIsRefusedByItsName(String field) {
    try (var google = GoogleForTests.start()) {
      var file = google.keyFile().replace("\"" + field + "\"", "\"lost\"");
      var made = vertex(google, file);

      var refused =
          platform.post("/providers/test", Map.of("testModel", "m", "provider", made)).expect(422);
      var save = platform.post("/providers", made).expect(422);

      assertThat(refused.body()).contains("secret", field).doesNotContain("BEGIN");
      assertThat(save.body()).contains(field);
      assertThat(google.issued()).isZero();
    }
  }

  private static Map<String, Object> vertex(GoogleForTests google, String keyFile) {
    var vertex = new HashMap<>(provider(keyFile, true));
    vertex.put("slug", "vertex");
    vertex.put("wireFormat", "GEMINI");
    vertex.put("vendor", "vertex");
    vertex.put("baseUrl", google.models().toString());
    return vertex;
  }

  private static Script.Reply trial(Map<String, Object> provider) {
    return platform
        .post("/providers/test", Map.of("testModel", "sim-small", "provider", provider))
        .expect(200);
  }

  private static Map<String, Object> provider(String secret, boolean allowPrivateNetwork) {
    return Map.of(
        "slug", "simulated",
        "name", "Simulated",
        "wireFormat", "OPENAI",
        "vendor", "custom",
        "baseUrl", "http://127.0.0.1:" + simulator.port() + "/v1",
        "authStyle", "BEARER",
        "allowPrivateNetwork", allowPrivateNetwork,
        "secret", secret);
  }
}
