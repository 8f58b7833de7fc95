package io.tollgate.gateway;

import static io.tollgate.gateway.ClientForTests.chat;
import static io.tollgate.gateway.ClientForTests.get;
import static io.tollgate.gateway.ClientForTests.post;
import static io.tollgate.gateway.ClientForTests.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollgate.domain.catalogue.Api;
import io.tollgate.domain.provider.WireFormat;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** What browsers are told on behalf of the pages that call from them. */
class AllowedOriginsTests {

  private static final String LISTED = "https://app.example";

  @RegisterExtension
  private static final GatewayForTests gateway =
      GatewayForTests.start(
          "tollgate.gateway.allowed-origins=" + LISTED + ",http://localhost:3000");

  private static final WorldForTests world = gateway.world();

  private static DisposableServer upstream;
  private static Api api;
  private static WorldForTests.Key key;

  /** One with a policy of its own. */
  @BeforeAll
  static void publish() {
    upstream =
        HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .handle((request, response) ->
                response
                    .header("Access-Control-Allow-Origin", "https://upstream.example")
                    .header("Access-Control-Allow-Credentials", "true")
                    .header("Vary", "Accept-Language")
                    .sendString(Mono.just("orders")))
            .bindNow();
    api = world.restApi(world.tenant());
    var address = URI.create("http://127.0.0.1:" + upstream.port());
    world.route(api, "/**", null, null, address);
    key = world.subscriber(api);
  }

  @AfterAll
  static void stop() {
    upstream.disposeNow();
  }

  @Test
  void aPageOfAListedOriginMayCallARestApiWithAKey() {
    var preflight = preflight(api.basePath() + "/orders", LISTED);

    assertThat(preflight.statusCode()).isEqualTo(204);
    assertThat(all(preflight, "access-control-allow-origin")).containsExactly(LISTED);
    assertThat(all(preflight, "access-control-allow-methods")).containsExactly("PUT");
    assertThat(all(preflight, "access-control-allow-headers"))
        .containsExactly("authorization, x-trace");
    assertThat(all(preflight, "access-control-max-age")).containsExactly("3600");

    var answer = send(get(orders(), key.value()).header("Origin", LISTED));

    assertThat(answer.body()).isEqualTo("orders");
    assertThat(all(answer, "access-control-allow-origin")).containsExactly(LISTED);
    assertThat(all(answer, "access-control-expose-headers")).containsExactly("*");
    assertThat(all(answer, "access-control-allow-credentials")).isEmpty();
    assertThat(all(answer, "vary")).containsExactlyInAnyOrder("Origin", "Accept-Language");
  }

  @Test
  void aPageCanReadWhyItIsRefused() {
    var refused = send(get(orders(), "tg_nobody").header("Origin", LISTED));

    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(all(refused, "access-control-allow-origin")).containsExactly(LISTED);
  }

  @Test
  void aPageOfAListedOriginMayCallAModel() {
    var model = world.model("paged", world.provider(WireFormat.OPENAI), "sim-small");
    var user = world.keyFor(model);
    var path = "/v1/chat/completions";

    var answer =
        send(
            post(gateway.uri(path), user.value(), chat("paged", true))
                .header("Origin", "http://localhost:3000"));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(all(answer, "access-control-allow-origin")).containsExactly("http://localhost:3000");
    assertThat(preflight(path, LISTED).statusCode()).isEqualTo(204);
  }

  @Test
  void aBrowserLearnsOfNoPathWhetherAnythingIsThere() {
    var hidden = world.privateRestApi(world.tenant());
    world.route(hidden, "/**", null, null);
    world.settled();

    for (var path :
        List.of(api.basePath() + "/x", hidden.basePath() + "/x", "/no-such", "/livez")) {
      var listed = preflight(path, LISTED);
      assertThat(listed.statusCode()).as(path).isEqualTo(204);
      assertThat(listed.body()).isEmpty();
      var other = preflight(path, "https://elsewhere.example");
      assertThat(other.statusCode()).as(path).isEqualTo(403);
      assertThat(other.body()).contains("\"code\":\"cross_origin_refused\"");
      assertThat(all(other, "access-control-allow-origin")).isEmpty();
    }
  }

  @Test
  void aProgramThatNamesAnotherOriginIsServedAsBefore() {
    var answer = send(get(orders(), key.value()).header("Origin", "https://elsewhere.example"));

    assertThat(answer.body()).isEqualTo("orders");
    assertThat(all(answer, "access-control-allow-origin")).isEmpty();
  }

  @Test
  void noCacheShowsAPageWhatAnotherWasAnswered() {
    var elsewhere = send(get(orders(), key.value()).header("Origin", "https://elsewhere.example"));
    var nowhere = send(get(orders(), key.value()));
    var refused = send(get(orders(), "tg_nobody"));

    assertThat(all(elsewhere, "vary")).containsExactlyInAnyOrder("Origin", "Accept-Language");
    assertThat(all(nowhere, "vary")).containsExactlyInAnyOrder("Origin", "Accept-Language");
    assertThat(all(refused, "vary")).containsExactly("Origin");
    assertThat(all(preflight("/livez", "https://elsewhere.example"), "vary"))
        .containsExactly("Origin");
  }

  @Test
  void anOriginWithAPathStopsTheStart() {
    assertThatThrownBy(
            () -> GatewayForTests.start("tollgate.gateway.allowed-origins=https://app.example/"))
        .hasRootCauseMessage(
            "tollgate.gateway.allowed-origins are * or like https://app.example.com,"
                + " without a path");
  }

  private static URI orders() {
    return gateway.uri(api.basePath() + "/orders");
  }

  private static HttpResponse<String> preflight(String path, String origin) {
    return send(
        HttpRequest.newBuilder(gateway.uri(path))
            .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
            .header("Origin", origin)
            .header("Access-Control-Request-Method", "PUT")
            .header("Access-Control-Request-Headers", "authorization, x-trace"));
  }

  private static List<String> all(HttpResponse<?> response, String header) {
    return response.headers().allValues(header);
  }
}
