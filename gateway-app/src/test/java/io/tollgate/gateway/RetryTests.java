package io.tollgate.gateway;

import static io.tollgate.gateway.ClientForTests.chat;
import static io.tollgate.gateway.ClientForTests.post;
import static io.tollgate.gateway.ClientForTests.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.provider.Provider;
import io.tollgate.domain.provider.WireFormat;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How often a provider in trouble is called again. */
class RetryTests {

  private static final int REQUESTS = 60;

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

  @Test
  void doesNotCallAProviderThatRefusesEverythingMuchMoreOftenThanItIsAsked() throws Exception {
    var model = world.model("storm", provider, "sim-small+status=503");
    world.deployment(model, provider, "sim-large+status=503", 1);
    world.deployment(model, provider, "sim-medium+status=503", 2);
    var key = world.keyFor(model);

    try (var clients = Executors.newFixedThreadPool(20)) {
      Callable<Integer> call = () -> ask(key, "storm");
      for (var answer : clients.invokeAll(Stream.generate(() -> call).limit(REQUESTS).toList())) {
        assertThat(answer.get()).isEqualTo(503);
      }
    }

    assertThat(gateway.simulator().served().received()).isLessThanOrEqualTo(REQUESTS * 6 / 5 + 3);
    assertThat(gateway.entries(key, REQUESTS)).hasSize(REQUESTS);
  }

  @Test
  void fallsBackForEverybodyWhereTheOtherProviderAnswers() {
    var model = world.model("flap", provider, "sim-small+status=503");
    world.deployment(model, provider, "sim-large", 1);
    var key = world.keyFor(model);

    for (int i = 0; i < 20; i++) {
      assertThat(ask(key, "flap")).isEqualTo(200);
    }
  }

  @Test
  void callsNobodyElseAfterTheFirstByteOfAStream() {
    var model = world.model("cut", provider, "sim-small+words=60+cut-after-tokens=40");
    world.deployment(model, provider, "sim-large", 1);
    var key = world.keyFor(model);

    var response = send(post(gateway.uri("/v1/chat/completions"), key.value(), chat("cut", true)));

    assertThat(response.body()).contains("\"error\"");
    assertThat(gateway.simulator().served().received()).isEqualTo(1);
  }

  private static int ask(WorldForTests.Key key, String model) {
    return send(post(gateway.uri("/v1/chat/completions"), key.value(), chat(model, false)))
        .statusCode();
  }
}
