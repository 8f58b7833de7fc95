package io.tollgate.gateway;

import static io.tollgate.gateway.ClientForTests.chat;
import static io.tollgate.gateway.ClientForTests.post;
import static io.tollgate.gateway.ClientForTests.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.provider.Provider;
import io.tollgate.domain.provider.WireFormat;
import java.net.URI;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServer;

/** How often a provider in trouble is called again. */
class RetryTests {

  private static final int REQUESTS = 60;

  @RegisterExtension private static final GatewayForTests gateway = GatewayForTests.start();

  private static final WorldForTests world = gateway.world();
  private static final Provider provider = world.provider(WireFormat.OPENAI);

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

  /** The provider knows better than its status tells. */
  @ParameterizedTest
  @CsvSource({
    // Sent to the other deployment as well, although something may have been done.
    "500, true, 2, 502",
    "409, true, 2, 400",
    // Not sent to the same provider again, although nothing was done.
    "503, false, 1, 503",
    "429, false, 1, 429",
    // Without advice, as ever.
    "500, '', 1, 502",
    "503, '', 2, 503",
  })
  void heedsWhatAProviderSaysOfSendingTheSameAgain(
      int status, String advice, int calls, int answered) {
    var received = new AtomicInteger();
    var server =
        HttpServer.create()
            .host("127.0.0.1")
            .handle((request, response) -> {
              received.incrementAndGet();
              if (!advice.isEmpty()) {
                response.header("x-should-retry", advice);
              }
              return response.status(status).sendString(Mono.just("{\"error\":{}}"));
            })
            .bindNow();
    try {
      var uri = URI.create("http://127.0.0.1:" + server.port());
      var stubborn = world.provider(WireFormat.OPENAI, uri, true);
      var name = "advice-" + status + advice;
      var model = world.model(name, stubborn, "a");
      world.deployment(model, stubborn, "b", 1);

      var response =
          send(
              post(
                  gateway.uri("/v1/chat/completions"),
                  world.keyFor(model).value(),
                  chat(name, false)));

      assertThat(response.statusCode()).isEqualTo(answered);
      assertThat(received).hasValue(calls);
      if (!advice.isEmpty()) {
        assertThat(response.headers().firstValue("x-should-retry")).hasValue(advice);
      }
    } finally {
      server.disposeNow();
    }
  }

  private static int ask(WorldForTests.Key key, String model) {
    return send(post(gateway.uri("/v1/chat/completions"), key.value(), chat(model, false)))
        .statusCode();
  }
}
