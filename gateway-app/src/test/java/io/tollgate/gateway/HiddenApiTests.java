package io.tollgate.gateway;

import static io.tollgate.gateway.ClientForTests.get;
import static io.tollgate.gateway.ClientForTests.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.catalogue.Api;
import io.tollgate.domain.model.Model;
import io.tollgate.domain.provider.WireFormat;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever may not know of an API gets the very answer that there is where there is none. */
class HiddenApiTests {

  @RegisterExtension private static final GatewayForTests gateway = GatewayForTests.start();

  private static final WorldForTests world = gateway.world();
  private static final Model model =
      world.model("hidden-model", world.provider(WireFormat.OPENAI), "sim-small");
  private static final Api rest = world.privateRestApi(world.tenant());
  private static final Api ai = world.privateApi(world.tenant(), model);
  private static final WorldForTests.Key foreign = keys();

  private static final List<String> PATHS =
      List.of(
          "",
          "/",
          "/echo",
          "/echo?key=tg_nobody",
          "/a/b/v1/messages",
          "/v1/chat/completions",
          "/v1/messages",
          "/v1/models",
          "/v1/models?key=tg_nobody",
          "/v1/responses/resp_1",
          "/v1beta/models/m:generateContent",
          "/v2/rerank");

  private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private static WorldForTests.Key keys() {
    world.route(rest, "/**", null, null);
    return world.keyFor(world.model("their-model", world.provider(WireFormat.OPENAI), "sim-small"));
  }

  static Stream<String> methods() {
    return Stream.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS");
  }

  @ParameterizedTest
  @MethodSource("methods")
  void nobodyTellsAPrivateApiFromNoneByItsAnswer(String method) {
    for (var path : PATHS) {
      for (var key : List.of("", "tg_nobodyhasthiskey12345", foreign.value())) {
        for (Api hidden : List.of(rest, ai)) {
          assertThat(answer(method, hidden.basePath(), path, key))
              .isEqualTo(answer(method, nothing(hidden), path, key));
        }
      }
    }
    assertThat(gateway.simulator().served().received()).as("asked of any upstream").isZero();
  }

  @Test
  void whoHasNoKeyIsAskedForOneWhateverThePath() {
    for (var base : List.of(nothing(rest), rest.basePath(), ai.basePath())) {
      for (var path : PATHS) {
        assertThat(answer("GET", base, path, "").status()).as(base + path).isEqualTo(401);
      }
    }
  }

  @Test
  void aSubscriberWhoseKeyIsRevokedIsToldSo() {
    var key = world.subscriber(rest);
    var uri = gateway.uri(rest.basePath() + "/echo");
    assertThat(send(get(uri, key.value())).statusCode()).isEqualTo(200);

    world.revoke(key);
    world.settled();

    var refused = send(get(uri, key.value()));
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.body()).contains("unknown, revoked or expired");
    gateway.simulator().reset();
  }

  /** A base path of no API that is as long. */
  private static String nothing(Api api) {
    return "/" + "x".repeat(api.basePath().length() - 1);
  }

  /** All that a client sees, without what is another in every answer. */
  private record Seen(int status, Map<String, List<String>> headers, String body) {}

  private static Seen answer(String method, String base, String path, String key) {
    var request =
        HttpRequest.newBuilder(gateway.uri(base + path))
            .method(
                method,
                method.startsWith("P")
                    ? HttpRequest.BodyPublishers.ofString("{\"model\":\"hidden-model\"}")
                    : HttpRequest.BodyPublishers.noBody());
    if (!key.isEmpty()) {
      request.header("Authorization", "Bearer " + key);
    }
    var response = send(request);
    var headers = new TreeMap<>(response.headers().map());
    headers.keySet().removeAll(Set.of("date", "x-request-id", "request-id"));
    var body = ID.matcher(response.body()).replaceAll("id").replace(base, "/base");
    return new Seen(response.statusCode(), headers, body);
  }
}
