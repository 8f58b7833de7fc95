package io.tollgate.gateway;

import static io.tollgate.gateway.ClientForTests.get;
import static io.tollgate.gateway.ClientForTests.post;
import static io.tollgate.gateway.ClientForTests.send;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.catalogue.Api;
import io.tollgate.domain.ledger.LedgerEntry.Destination;
import io.tollgate.domain.ledger.LedgerEntry.Outcome;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RestTests {

  @RegisterExtension private static final GatewayForTests gateway = GatewayForTests.start();

  private static final WorldForTests world = gateway.world();

  private static WorldForTests.Key subscriber(Api api) {
    var application = world.application(world.tenant());
    world.subscribe(application, api, world.plan(api));
    var key = world.key(application);
    world.settled();
    return key;
  }

  @Test
  void proxiesARouteOfTheDatabaseWithItsPathAndHeaders() {
    var api = world.restApi(world.tenant());
    world.route(api, "/orders/**", "^/orders/(.*)$", "/echo/v2/$1");
    var key = subscriber(api);

    var response =
        send(
            post(
                    gateway.uri(api.basePath() + "/orders/7?part=a%20b&key=" + key.value()),
                    key.value(),
                    "{\"n\":1}")
                .header("X-Forwarded-For", "6.6.6.6")
                .header("X-Trace", "kept"));

    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(response.body())
        .contains("/echo/v2/7")
        .contains("by-the-gateway")
        .contains("kept")
        .contains("a b")
        .doesNotContain(key.value())
        .doesNotContain("6.6.6.6");
    var entry = gateway.onlyEntry(key);
    assertThat(entry.operation()).isEqualTo("rest");
    assertThat(entry.outcome()).isEqualTo(Outcome.COMPLETED);
    assertThat(entry.api()).isEqualTo(api.id());
    assertThat(entry.gatewayTime()).isPositive().isLessThan(entry.total());
    assertThat(entry.attempts())
        .singleElement()
        .satisfies(attempt -> {
          assertThat(attempt.destination())
              .isEqualTo(Destination.Upstream.at(gateway.simulator().uri()));
          assertThat(attempt.httpStatus()).isEqualTo(200);
          assertThat(attempt.error()).isNull();
          // The ledger keeps microseconds, and each of the three is cut for itself.
          assertThat(attempt.duration())
              .isCloseTo(entry.total().minus(entry.gatewayTime()), Duration.ofNanos(2_000));
        });
    assertThat(response.headers().firstValue("x-request-id"))
        .hasValue(entry.requestId().toString());
  }

  @Test
  void refusesWhoHasNoKeyOrNoSubscription() {
    var api = world.restApi(world.tenant());
    world.route(api, "/**", null, null);
    var stranger = world.key(world.application(world.tenant()));
    world.settled();

    assertThat(send(get(gateway.uri(api.basePath() + "/echo"), "none")).statusCode())
        .isEqualTo(401);
    var refused = send(get(gateway.uri(api.basePath() + "/echo"), stranger.value()));
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("/apis/" + api.slug());
    var entry = gateway.onlyEntry(stranger);
    assertThat(entry.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(refused.headers().firstValue("x-request-id")).hasValue(entry.requestId().toString());
  }

  @Test
  void passesNoPathThatCouldBeReadInTwoWays() {
    var api = world.restApi(world.tenant());
    world.route(api, "/**", null, null);
    var key = subscriber(api);

    for (var path : new String[] {"/echo/%2e%2e/x", "/echo//x", "/echo%2fx", "/echo;x=1"}) {
      assertThat(send(get(gateway.uri(api.basePath() + path), key.value())).statusCode())
          .as(path)
          .isEqualTo(404);
    }
  }

  @Test
  void aPrivateApiLooksToOthersLikeOneThatDoesNotExist() {
    var hidden = world.privateRestApi(world.tenant());
    world.route(hidden, "/**", null, null);
    var key = world.key(world.application(world.tenant()));
    world.settled();

    for (var path : new String[] {hidden.basePath() + "/echo", "/no-such/echo"}) {
      var response = send(get(gateway.uri(path), key.value()));

      assertThat(response.statusCode()).isEqualTo(404);
      assertThat(response.body()).contains("There is nothing at GET " + path + "\"");
    }
    assertThat(gateway.entries(key, 2)).hasSize(2);
  }

  @Test
  void holdsASubscriptionToItsRequestsPerMinute() {
    var api = world.restApi(world.tenant());
    world.route(api, "/**", null, null);
    var key = world.subscriber(api, world.plan(api, 1, null));

    var refused =
        Stream.generate(() -> send(get(gateway.uri(api.basePath() + "/echo"), key.value())))
            // The minute may turn between two of them.
            .limit(5)
            .filter(response -> response.statusCode() != 200)
            .findFirst()
            .orElseThrow();

    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.body()).contains("requests per minute", "rate_limit_exceeded");
    assertThat(refused.headers().firstValueAsLong("retry-after").orElse(0)).isBetween(1L, 60L);
    assertThat(gateway.entries(key, 2).getLast().errorCode()).isEqualTo("rate_limit_exceeded");
  }

  @Test
  void refusesABodyThatIsTooLargeByItsAnnouncementAndWhileItIsPassedOn() {
    var api = world.restApi(world.tenant());
    world.route(api, "/**", null, null);
    var key = subscriber(api);
    var uri = gateway.uri(api.basePath() + "/echo");
    var large = "x".repeat(11 * 1024 * 1024);

    var announced = send(post(uri, key.value(), large));
    var chunked =
        send(
            post(uri, key.value(), "")
                .POST(
                    HttpRequest.BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(large.getBytes(US_ASCII)))));

    assertThat(announced.statusCode()).isEqualTo(413);
    assertThat(announced.body()).contains("\"code\":\"request_too_large\"");
    assertThat(chunked.statusCode()).isEqualTo(413);
    var entries = gateway.entries(key, 2);
    assertThat(entries).allMatch(entry -> entry.httpStatus() == 413);
    // It never left the gateway, which therefore took all the time there was.
    assertThat(entries.getFirst().gatewayTime()).isEqualTo(entries.getFirst().total());
    assertThat(entries.getFirst().attempts()).isEmpty();
    assertThat(entries.getLast().attempts())
        .singleElement()
        .satisfies(attempt -> {
          assertThat(attempt.httpStatus()).isNull();
          assertThat(attempt.error()).isEqualTo("request_too_large");
        });
  }

  @Test
  void booksWhereItWentWhenTheUpstreamCannotBeReached() {
    var api = world.restApi(world.tenant());
    world.route(api, "/**", null, null, URI.create("http://user:secret@127.0.0.1:1/v2?token=x"));
    var key = subscriber(api);

    var response = send(get(gateway.uri(api.basePath() + "/echo"), key.value()));

    assertThat(response.statusCode()).isEqualTo(502);
    assertThat(gateway.onlyEntry(key).attempts())
        .singleElement()
        .satisfies(attempt -> {
          assertThat(attempt.destination())
              .isEqualTo(new Destination.Upstream("http://127.0.0.1:1"));
          assertThat(attempt.httpStatus()).isNull();
          assertThat(attempt.error()).isEqualTo("upstream_unreachable");
          assertThat(attempt.duration()).isPositive();
        });
  }

  @Test
  void booksARefusalOfTheUpstreamAsItsAnswer() {
    var api = world.restApi(world.tenant());
    world.route(api, "/**", null, null);
    var key = subscriber(api);

    var response = send(get(gateway.uri(api.basePath() + "/no-such-path"), key.value()));

    assertThat(response.statusCode()).isEqualTo(404);
    var attempt = gateway.onlyEntry(key).attempts().getFirst();
    assertThat(attempt.httpStatus()).isEqualTo(404);
    assertThat(attempt.error()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/echo", "/livez", "/nowhere"})
  void refusesPagesOfOtherOriginsInWords(String path) {
    var api = world.restApi(world.tenant());
    world.route(api, "/**", null, null);
    world.settled();
    var uri = gateway.uri(path.equals("/echo") ? api.basePath() + path : path);

    var preflight =
        send(
            HttpRequest.newBuilder(uri)
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .header("Origin", "https://elsewhere.example")
                .header("Access-Control-Request-Method", "POST"));

    assertThat(preflight.statusCode()).isEqualTo(403);
    assertThat(preflight.body()).contains("\"code\":\"cross_origin_refused\"");
    assertThat(preflight.headers().firstValue("access-control-allow-origin")).isEmpty();
    assertThat(gateway.simulator().received()).isEmpty();
  }

  @Test
  void answersAPathThatItsRewriteMatchesTooOften() {
    var api = world.restApi(world.tenant());
    world.route(api, "/**", "a.*z|a", "b");
    var key = subscriber(api);

    var shortOne = send(get(gateway.uri(api.basePath() + "/echo/aa"), key.value()));
    var tooLong =
        send(get(gateway.uri(api.basePath() + "/echo/" + "a".repeat(3_900)), key.value()));

    assertThat(shortOne.body()).contains("/echo/bb");
    assertThat(tooLong.statusCode()).isEqualTo(400);
    assertThat(tooLong.body()).contains("too long for the rewrite");
  }
}
