package io.tollgate.gateway;

import static io.tollgate.gateway.ClientForTests.chat;
import static io.tollgate.gateway.ClientForTests.get;
import static io.tollgate.gateway.ClientForTests.post;
import static io.tollgate.gateway.ClientForTests.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.tollgate.domain.ledger.LedgerEntry.Outcome;
import io.tollgate.domain.model.Model;
import io.tollgate.domain.provider.Provider;
import io.tollgate.domain.provider.WireFormat;
import io.tollgate.domain.subscription.Subscription;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who may call what, how often, and what the others are told. */
class AccessTests {

  @RegisterExtension private static final GatewayForTests gateway = GatewayForTests.start();

  private static final WorldForTests world = gateway.world();
  private static final Provider provider = world.provider(WireFormat.OPENAI);
  private static final Model model = world.model("common", provider, "sim-small");

  @Test
  void refusesAKeyThatItDoesNotKnowInTheCallersProtocol() {
    var strangers = strangers();
    var entries = entries();
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
    assertThat(strangers()).isEqualTo(strangers + 2);
    assertThat(entries()).isEqualTo(entries + 1);
  }

  private static double strangers() {
    return gateway
        .bean(MeterRegistry.class)
        .get("tollgate.requests.unauthenticated")
        .counter()
        .count();
  }

  /** How many there are, once one more is booked, which comes after all before it. */
  private static long entries() {
    var known = world.keyFor(model);
    ask(known, "common");
    gateway.onlyEntry(known);
    return Long.parseLong(gateway.database().query("select count(*) from ledger_entry"));
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

  /** PostgreSQL's notices are hints, which may get lost. */
  @Test
  void refusesARevokedKeyWithinFiveSecondsThoughNobodySaysSo() {
    var key = world.keyFor(model);
    assertThat(ask(key, "common")).isEqualTo(200);

    gateway
        .database()
        .execute(
            "update credential set revoked_at = now() where id = '%s'"
                .formatted(key.credential().id().value()),
            "update configuration_version set version = version + 1");
    var revoked = Instant.now();
    GatewayForTests.await(() -> ask(key, "common") == 401, "the key is refused");

    assertThat(Instant.now()).isBefore(revoked.plusSeconds(5));
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

  /** As OpenAI answers them, unlike its chat. */
  @Test
  void aResponseOfAnUnknownModelIsA400() {
    var key = world.keyFor(model);

    for (var path : List.of("/v1/responses", "/v1/responses/input_tokens")) {
      var response =
          send(post(gateway.uri(path), key.value(), "{\"model\":\"nope\",\"input\":\"Hi\"}"));

      assertThat(response.statusCode()).isEqualTo(400);
      assertThat(response.body()).contains("\"code\":\"model_not_found\"", "\"param\":\"model\"");
    }
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
  void holdsASubscriptionToItsRequestsPerMinute() {
    var api = world.aiApi(world.tenant(), model);
    var key = world.subscriber(api, world.plan(api, 2, null));

    // The minute may turn once while this runs: four may pass then, and the others not.
    var answers =
        IntStream.range(0, 6)
            .mapToObj(i ->
                send(post(gateway.uri("/v1/chat/completions"), key.value(), chat("common", false))))
            .toList();

    assertThat(answers).extracting(HttpResponse::statusCode).contains(200).contains(429);
    assertThat(answers)
        .filteredOn(answer -> answer.statusCode() == 429)
        .allSatisfy(refused -> {
          assertThat(refused.body()).contains("requests per minute", "rate_limit_exceeded");
          assertThat(refused.headers().firstValueAsLong("retry-after").orElse(0))
              .isBetween(1L, 60L);
        });
    assertThat(gateway.entries(key, 6)).hasSize(6);
  }

  @Test
  void saysThatARequestIsAboveTheTokensPerMinuteAltogether() {
    var api = world.aiApi(world.tenant(), model);
    var key = world.subscriber(api, world.plan(api, null, 5));

    var response =
        send(post(gateway.uri("/v1/chat/completions"), key.value(), chat("common", false)));

    assertThat(response.statusCode()).isEqualTo(429);
    assertThat(response.body()).contains("tokens per minute", "request_above_limit");
    assertThat(response.headers().firstValue("retry-after")).isEmpty();
    assertThat(response.headers().firstValue("x-should-retry")).hasValue("false");
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

  private static int ask(WorldForTests.Key key, String model) {
    return send(post(gateway.uri("/v1/chat/completions"), key.value(), chat(model, false)))
        .statusCode();
  }
}
