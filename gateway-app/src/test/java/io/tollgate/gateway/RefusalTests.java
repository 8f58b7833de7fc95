package io.tollgate.gateway;

import static io.tollgate.gateway.ClientForTests.chat;
import static io.tollgate.gateway.ClientForTests.get;
import static io.tollgate.gateway.ClientForTests.post;
import static io.tollgate.gateway.ClientForTests.send;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.ledger.LedgerEntry.Outcome;
import io.tollgate.domain.model.Model;
import io.tollgate.domain.provider.Provider;
import io.tollgate.domain.provider.WireFormat;
import io.tollgate.domain.subscription.Subscription;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RefusalTests {

  private static GatewayForTests gateway;
  private static WorldForTests world;
  private static Provider provider;
  private static Model model;

  @BeforeAll
  static void start() {
    gateway = GatewayForTests.start();
    world = gateway.world();
    provider = world.provider(WireFormat.OPENAI);
    model = world.model("common", provider, "sim-small");
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @Test
  void refusesAKeyThatItDoesNotKnowInTheCallersProtocol() {
    var openAi = send(post(gateway.uri("/v1/chat/completions"), "tg_nobodyhasthiskey12345", "{}"));
    var anthropic =
        send(
            HttpRequest.newBuilder(gateway.uri("/v1/messages"))
                .header("x-api-key", "tg_nobodyhasthiskey12345")
                .POST(HttpRequest.BodyPublishers.ofString("{}")));

    assertThat(openAi.statusCode()).isEqualTo(401);
    assertThat(openAi.body()).contains("\"code\":\"invalid_api_key\"");
    assertThat(anthropic.statusCode()).isEqualTo(401);
    assertThat(anthropic.body()).contains("authentication_error");
    assertThat(anthropic.headers().firstValue("request-id")).isPresent();
  }

  @Test
  void refusesARevokedKeyWithinASecond() {
    var key = world.keyFor(model);
    assertThat(ask(key, "common")).isEqualTo(200);

    world.revoke(key);
    var revoked = Instant.now();
    GatewayForTests.await(() -> ask(key, "common") == 401, "the key is refused");

    assertThat(Instant.now()).isBefore(revoked.plusMillis(1000));
  }

  @Test
  void refusesAKeyFromTheMomentItExpires() {
    var application = world.application(world.tenant());
    var expires = Instant.now().plusSeconds(3);
    var key = world.key(application, expires);
    world.settled();

    assertThat(ask(key, "common")).isNotEqualTo(401);
    GatewayForTests.await(() -> ask(key, "common") == 401, "the key is refused");
    assertThat(Instant.now()).isAfterOrEqualTo(expires);
  }

  @Test
  void namesTheModelsThatAKeyMayUseWhenItAsksForAnother() {
    var key = world.keyFor(model);

    var response =
        send(post(gateway.uri("/v1/chat/completions"), key.value(), chat("nope", false)));

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body()).contains("This key may use: common");
    var entry = gateway.onlyEntry(key);
    assertThat(entry.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(entry.errorCode()).isEqualTo("model_not_found");
    assertThat(entry.cost()).isNull();
  }

  @Test
  void saysWhereToGetAMissingSubscriptionAndThatOneIsPending() {
    var offered = world.model("offered", provider, "sim-small");
    var api = world.aiApi(world.tenant(), offered);
    var plan = world.plan(api);
    var application = world.application(world.tenant());
    var key = world.key(application);
    world.settled();

    var missing =
        send(post(gateway.uri("/v1/chat/completions"), key.value(), chat("offered", false)));
    world.subscription(application, api, plan, Subscription.Status.PENDING);
    world.settled();
    var pending =
        send(
            post(
                gateway.uri(api.basePath() + "/v1/chat/completions"),
                key.value(),
                chat("offered", false)));

    assertThat(missing.statusCode()).isEqualTo(403);
    assertThat(missing.body()).contains(api.name()).contains("/apis/" + api.slug());
    assertThat(pending.statusCode()).isEqualTo(403);
    assertThat(pending.body()).contains("waiting for approval");
    assertThat(gateway.entries(key, 2)).hasSize(2);
  }

  @Test
  void asksForAPathWhenSeveralApisOfferTheModel() {
    var shared = world.model("shared", provider, "sim-small");
    var application = world.application(world.tenant());
    var one = world.aiApi(world.tenant(), shared);
    var two = world.aiApi(world.tenant(), shared);
    world.subscribe(application, one, world.plan(one));
    world.subscribe(application, two, world.plan(two));
    var key = world.key(application);
    world.settled();

    var ambiguous =
        send(post(gateway.uri("/v1/chat/completions"), key.value(), chat("shared", false)));
    var named =
        send(
            post(
                gateway.uri(two.basePath() + "/v1/chat/completions"),
                key.value(),
                chat("shared", false)));

    assertThat(ambiguous.statusCode()).isEqualTo(400);
    assertThat(ambiguous.body()).contains(one.basePath() + "/v1").contains(two.basePath() + "/v1");
    assertThat(named.statusCode()).isEqualTo(200);
    assertThat(gateway.entries(key, 2).getLast().api()).isEqualTo(two.id());
  }

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
  void showsNoClientWhatTheParserThinksOfItsSource() {
    var key = world.keyFor(model);

    var open = send(post(gateway.uri("/v1/chat/completions"), key.value(), "{\"model\":[}"));
    var empty = send(post(gateway.uri("/v1/chat/completions"), key.value(), ""));

    assertThat(open.body()).contains("line 1").doesNotContain("Source", "UNKNOWN");
    assertThat(empty.statusCode()).isEqualTo(400);
    assertThat(empty.body()).contains("The body is empty").doesNotContain("byte");
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
    var key = world.keyFor(world.model("packed", provider, "sim-small"));

    var response =
        send(
            post(gateway.uri("/v1/chat/completions"), key.value(), chat("packed", false))
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

  private static HttpRequest.Builder method(String method, String path, String key) {
    return get(gateway.uri(path), key).method(method, HttpRequest.BodyPublishers.noBody());
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
  void holdsASubscriptionToItsRequestsPerMinute() {
    var application = world.application(world.tenant());
    var api = world.aiApi(world.tenant(), model);
    world.subscribe(application, api, world.plan(api, 2, null));
    var key = world.key(application);
    world.settled();

    var statuses = IntStream.range(0, 5).map(i -> ask(key, "common")).toArray();
    var refused =
        send(post(gateway.uri("/v1/chat/completions"), key.value(), chat("common", false)));

    // The minute may turn once while this runs.
    assertThat(statuses).contains(200).contains(429);
    if (refused.statusCode() == 429) {
      assertThat(refused.body()).contains("requests per minute").contains("rate_limit_exceeded");
      assertThat(refused.headers().firstValueAsLong("retry-after").orElse(0)).isBetween(1L, 60L);
    }
    assertThat(gateway.entries(key, 6)).hasSize(6);
  }

  @Test
  void saysThatARequestIsAboveTheTokensPerMinuteAltogether() {
    var application = world.application(world.tenant());
    var api = world.aiApi(world.tenant(), model);
    world.subscribe(application, api, world.plan(api, null, 5));
    var key = world.key(application);
    world.settled();

    var response =
        send(post(gateway.uri("/v1/chat/completions"), key.value(), chat("common", false)));

    assertThat(response.statusCode()).isEqualTo(429);
    assertThat(response.body()).contains("tokens per minute");
  }

  @Test
  void listsTheModelsOfAKeyInTheProtocolOfItsClient() {
    var slashed = world.model("team/private-model", provider, "sim-small");
    var key = world.keyFor(model, slashed);

    var openAi = send(get(gateway.uri("/v1/models"), key.value()));
    var one = send(get(gateway.uri("/v1/models/team%2Fprivate-model"), key.value()));
    var missing = send(get(gateway.uri("/v1/models/nope"), key.value()));
    var anthropic =
        send(get(gateway.uri("/v1/models"), key.value()).header("anthropic-version", "2023-06-01"));
    var gemini = send(HttpRequest.newBuilder(gateway.uri("/v1beta/models?key=" + key.value())));

    assertThat(openAi.body()).contains("\"object\":\"list\"", "\"common\"", "team/private-model");
    assertThat(one.body()).contains("\"id\":\"team/private-model\"");
    assertThat(missing.statusCode()).isEqualTo(404);
    assertThat(anthropic.body()).contains("\"has_more\":false");
    assertThat(gemini.body()).contains("models/common");
    assertThat(gateway.entries(key, 5)).hasSize(5);
  }

  @Test
  void answersUnknownPathsAndHugeHeadersPlainly() {
    var unknown = send(get(gateway.uri("/nowhere"), "none"));
    var huge = send(get(gateway.uri("/v1/models"), "none").header("x-large", "y".repeat(20_000)));

    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(unknown.body()).contains("\"error\"").doesNotContain("Whitelabel", "trace");
    assertThat(huge.statusCode()).isEqualTo(431);
  }

  @Test
  void booksAKnownCallerAtAnUnknownPath() {
    var key = world.keyFor(model);

    assertThat(send(get(gateway.uri("/v1/nothing"), key.value())).statusCode()).isEqualTo(404);

    assertThat(gateway.onlyEntry(key).errorCode()).isEqualTo("not_found");
  }

  @Test
  void keepsActuatorsOffTheClientsPort() {
    for (var path :
        new String[] {
          "/actuator", "/actuator/prometheus", "/actuator/gateway/routes", "/actuator/env"
        }) {
      assertThat(send(get(gateway.uri(path), "none")).statusCode()).as(path).isEqualTo(404);
    }
    assertThat(send(get(gateway.uri("/readyz"), "none")).statusCode()).isEqualTo(200);
    assertThat(send(get(gateway.uri("/livez"), "none")).statusCode()).isEqualTo(200);
  }

  private static int ask(WorldForTests.Key key, String model) {
    return send(post(gateway.uri("/v1/chat/completions"), key.value(), chat(model, false)))
        .statusCode();
  }
}
