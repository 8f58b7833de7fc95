package io.tollgate.gateway;

import static io.tollgate.gateway.ClientForTests.get;
import static io.tollgate.gateway.ClientForTests.post;
import static io.tollgate.gateway.ClientForTests.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.catalogue.Api;
import io.tollgate.domain.ledger.LedgerEntry.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

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
    assertThat(gateway.onlyEntry(stranger).outcome()).isEqualTo(Outcome.REFUSED);
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
