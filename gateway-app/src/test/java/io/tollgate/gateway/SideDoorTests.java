package io.tollgate.gateway;

import static io.tollgate.gateway.ClientForTests.chat;
import static io.tollgate.gateway.ClientForTests.get;
import static io.tollgate.gateway.ClientForTests.post;
import static io.tollgate.gateway.ClientForTests.send;
import static io.tollgate.providers.call.Endpoint.IMAGE_VARIATIONS;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.ledger.LedgerEntry.Outcome;
import io.tollgate.domain.provider.Provider;
import io.tollgate.domain.provider.WireFormat;
import io.tollgate.providers.call.Endpoint;
import io.tollgate.providers.call.Protocol;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** There is one way in, and nothing leaks out of it. */
@ExtendWith(OutputCaptureExtension.class)
class SideDoorTests {

  /** Started within a test class, and not before it, so that what it logs then is captured too. */
  private static GatewayForTests gateway;

  private static WorldForTests world;
  private static Provider provider;

  @BeforeAll
  static void start() {
    gateway = GatewayForTests.start();
    world = gateway.world();
    provider = world.provider(WireFormat.OPENAI);
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @BeforeEach
  void forget() {
    gateway.simulator().reset();
  }

  /** There is nothing behind this door: it is only told apart from an unknown path. */
  @Test
  void refusesVariationsOfAnImageInWords() {
    var key = world.keyFor(world.model("variations", provider, "sim-small"));

    var stranger =
        send(body(gateway.uri("/v1/images/variations"), IMAGE_VARIATIONS, "m", "tg_nobody"));
    var known =
        send(body(gateway.uri("/v1/images/variations"), IMAGE_VARIATIONS, "m", key.value()));

    assertThat(stranger.statusCode()).isEqualTo(401);
    assertThat(known.statusCode()).isEqualTo(400);
    assertThat(known.body()).contains("/v1/images/edits");
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "IMAGE_VARIATIONS")
  void everyEndpointAsksForKeySubscriptionAndLimits(Endpoint endpoint) {
    var name = "door-" + endpoint;
    var model = world.model(name, provider, "sim-small");
    var api = world.aiApi(world.tenant(), model);
    var stranger = world.key(world.application(world.tenant()));
    var limited = world.application(world.tenant());
    world.subscribe(limited, api, world.plan(api, null, 1));
    var limitedKey = world.key(limited);
    world.settled();

    assertThat(status(endpoint, name, "tg_nobodyhasthiskey12345")).isEqualTo(401);
    assertThat(status(endpoint, name, stranger.value())).isEqualTo(403);
    assertThat(status(endpoint, name, limitedKey.value())).isEqualTo(429);
    assertThat(gateway.simulator().served().received()).isZero();
    assertThat(gateway.onlyEntry(stranger).outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(gateway.onlyEntry(limitedKey).errorCode()).isEqualTo("request_above_limit");
  }

  private static int status(Endpoint endpoint, String model, String key) {
    var path =
        endpoint.protocol() == Protocol.GEMINI
            ? "/v1beta/models/" + model + endpoint.path()
            : endpoint.path();
    return send(body(gateway.uri(path), endpoint, model, key)).statusCode();
  }

  private static HttpRequest.Builder body(URI uri, Endpoint endpoint, String model, String key) {
    if (endpoint.takesForms()) {
      return post(uri, key, form(model))
          .setHeader("Content-Type", "multipart/form-data; boundary=b");
    }
    return post(
        uri,
        key,
        """
        {"model":"%s","max_tokens":10,"input":"hi","query":"hi","documents":["hi"],"prompt":"hi",
         "voice":"alloy","messages":[{"role":"user","content":"hi"}],
         "contents":[{"role":"user","parts":[{"text":"hi"}]}],
         "content":{"parts":[{"text":"hi"}]},
         "requests":[{"model":"models/x","content":{"parts":[{"text":"hi"}]}}]}\
        """
            .formatted(model));
  }

  private static String form(String model) {
    return String.join(
        "\r\n",
        "--b",
        "Content-Disposition: form-data; name=\"file\"; filename=\"a.wav\"",
        "Content-Type: audio/wav",
        "",
        "RIFFxxxx",
        "--b",
        "Content-Disposition: form-data; name=\"model\"",
        "",
        model,
        "--b--",
        "");
  }

  @Test
  void neverShowsAProvidersSecretOrAClientsKey(CapturedOutput output) throws IOException {
    var good = world.model("leak-good", provider, "sim-small");
    var refused = world.model("leak-refused", provider, "sim-small+status=401");
    var broken = world.model("leak-broken", provider, "sim-small+status=500");
    var unreachable =
        world.model(
            "leak-unreachable",
            world.provider(WireFormat.OPENAI, URI.create("http://127.0.0.1:1"), true),
            "sim-small");
    var key = world.keyFor(good, refused, broken, unreachable);

    var names =
        List.of("leak-good", "leak-refused", "leak-broken", "leak-unreachable", "leak-none");
    for (var name : names) {
      var response =
          send(
              post(
                  gateway.uri("/v1/chat/completions?key=" + key.value()),
                  key.value(),
                  chat(name, false)));
      assertThat(response.body() + response.headers())
          .doesNotContain(Samples.CANARY, key.value(), "Authorization", "io.tollgate");
      assertThat(response.statusCode()).as(name).isNotEqualTo(401);
    }

    assertThat(gateway.entries(key, names.size())).hasSize(names.size());
    assertThat(output.getAll()).doesNotContain(Samples.CANARY, key.value());
    try (var files = Files.walk(gateway.directory())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(new String(Files.readAllBytes(file), ISO_8859_1))
            .as(file.toString())
            .doesNotContain(Samples.CANARY, key.value());
      }
    }
    assertThat(send(get(management("/actuator/prometheus"), "none")).body())
        .contains("tollgate_requests_total", "tollgate_journal_segments")
        .doesNotContain(Samples.CANARY, key.value());
  }

  @Test
  void keepsOneTenantsPrivateApisFromAnother() {
    var owner = world.tenant();
    var secret = world.model("only-ours", provider, "sim-small");
    var api = world.privateApi(owner, secret);
    var plan = world.plan(api);
    var ours = world.application(owner);
    world.subscribe(ours, api, plan);
    var ourKey = world.key(ours);
    var theirKey = world.key(world.application(world.tenant()));
    world.settled();

    for (var path :
        new String[] {"/v1/chat/completions", api.basePath() + "/v1/chat/completions"}) {
      var theirs = send(post(gateway.uri(path), theirKey.value(), chat("only-ours", false)));
      assertThat(theirs.statusCode()).isEqualTo(404);
      assertThat(theirs.body()).doesNotContain(api.name(), owner.name());
      assertThat(
              send(post(gateway.uri(path), ourKey.value(), chat("only-ours", false))).statusCode())
          .isEqualTo(200);
    }
    assertThat(gateway.entries(theirKey, 2)).allMatch(entry -> entry.api() == null);
    assertThat(send(get(gateway.uri("/v1/models"), theirKey.value())).body())
        .doesNotContain("only-ours");
  }

  @Test
  void aPrivateApiLooksToOthersLikeOneThatDoesNotExist() {
    var common = world.model("ours-too", provider, "sim-small");
    var hidden = world.privateApi(world.tenant(), common).basePath();
    var key = world.keyFor(common);
    world.settled();

    for (var base : List.of(hidden, "/no-such")) {
      var requests =
          List.of(
              post(
                  gateway.uri(base + "/v1/chat/completions"), key.value(), chat("ours-too", false)),
              get(gateway.uri(base + "/v1/models"), key.value()),
              get(gateway.uri(base + "/v1/responses/resp_1"), key.value()));
      for (var request : requests) {
        var response = send(request);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(404);
        assertThat(response.body())
            .contains("\"code\":\"api_not_found\"", "There is no API at '" + base + "', or")
            .contains("This key may use: ours-too");
      }
      assertThat(send(post(gateway.uri(base + "/v1/embeddings"), "tg_nobody", "{}")).statusCode())
          .isEqualTo(401);
    }
    assertThat(gateway.entries(key, 6)).hasSize(6);
  }

  @Test
  void offersNothingButHealthAndMetricsToOperators() {
    assertThat(send(get(management("/actuator/health"), "none")).statusCode()).isEqualTo(200);
    for (var endpoint :
        Arrays.asList("env", "heapdump", "beans", "gateway", "loggers", "shutdown")) {
      assertThat(send(get(management("/actuator/" + endpoint), "none")).statusCode())
          .as(endpoint)
          .isEqualTo(404);
    }
  }

  private static URI management(String path) {
    return URI.create("http://127.0.0.1:" + gateway.managementPort() + path);
  }
}
