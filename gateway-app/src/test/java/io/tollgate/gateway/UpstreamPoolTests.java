package io.tollgate.gateway;

import static io.tollgate.gateway.ClientForTests.chat;
import static io.tollgate.gateway.ClientForTests.post;
import static io.tollgate.gateway.ClientForTests.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.ledger.LedgerEntry;
import io.tollgate.domain.provider.WireFormat;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** The connections to providers: each has a bounded number of its own, and none is used stale. */
class UpstreamPoolTests {

  private static final int CONNECTIONS = 4;

  @Test
  void aProviderThatStallsStarvesNoOther() throws Exception {
    try (var gateway =
            GatewayForTests.start(
                "tollgate.gateway.upstream.max-connections=" + CONNECTIONS,
                "tollgate.gateway.upstream.acquire-timeout=300ms",
                "tollgate.gateway.upstream.total=20s");
        var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      var world = gateway.world();
      var stalled = world.model("stalled", world.provider(WireFormat.OPENAI), "sim-small+hang");
      var healthy = world.model("healthy", world.provider(WireFormat.OPENAI), "sim-small");
      var key = world.keyFor(stalled, healthy);

      Callable<HttpResponse<String>> call = () -> ask(gateway, key, "stalled");
      var stuck = IntStream.range(0, 16).mapToObj(i -> clients.submit(call)).toList();
      GatewayForTests.await(
          () -> stuck.stream().filter(Future::isDone).count() == stuck.size() - CONNECTIONS,
          "whoever finds no connection is refused, though the first calls still hang");
      var others =
          IntStream.range(0, 20).mapToObj(i -> ask(gateway, key, "healthy").statusCode()).toList();

      assertThat(others).containsOnly(200);
      assertThat(statuses(stuck))
          .hasSize(16)
          .containsOnly(503, 504)
          .filteredOn(status -> status == 504)
          .hasSize(CONNECTIONS);
      assertThat(gateway.entries(key, 36))
          .extracting(LedgerEntry::httpStatus)
          .containsOnly(200, 503, 504);
    }
  }

  /** The gap between two calls is at times a little shorter, at times longer than it waits. */
  @Test
  void noCallMeetsAConnectionThatItsProviderIsClosing() throws Exception {
    var provider = closingAfter(Duration.ofSeconds(2));
    try (var gateway = GatewayForTests.start("tollgate.gateway.upstream.max-idle=1s");
        var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      var world = gateway.world();
      var address = URI.create("http://127.0.0.1:" + provider.port());
      var model = world.model("demo", world.provider(WireFormat.OPENAI, address, true), "any");
      var key = world.keyFor(model);

      Callable<List<Integer>> client =
          () -> {
            var statuses = new ArrayList<Integer>();
            for (long pause : new long[] {0, 900, 1000, 1950, 2000, 2050}) {
              GatewayForTests.pause(Duration.ofMillis(pause));
              statuses.add(ask(gateway, key, "demo").statusCode());
            }
            return statuses;
          };
      var calls = IntStream.range(0, 50).mapToObj(i -> clients.submit(client)).toList();

      for (var call : calls) {
        assertThat(call.get()).containsOnly(200);
      }
    } finally {
      provider.disposeNow();
    }
  }

  private static HttpResponse<String> ask(
      GatewayForTests gateway, WorldForTests.Key key, String model) {
    return send(post(gateway.uri("/v1/chat/completions"), key.value(), chat(model, false)));
  }

  private static List<Integer> statuses(List<Future<HttpResponse<String>>> calls)
      throws InterruptedException, ExecutionException {
    var statuses = new ArrayList<Integer>();
    for (var call : calls) {
      statuses.add(call.get().statusCode());
    }
    return statuses;
  }

  private static DisposableServer closingAfter(Duration idle) {
    var answer =
        """
        {"id":"1","object":"chat.completion","created":1,"model":"any","choices":[{"index":0,\
        "message":{"role":"assistant","content":"Hello"},"finish_reason":"stop"}],\
        "usage":{"prompt_tokens":2,"completion_tokens":1,"total_tokens":3}}\
        """;
    return HttpServer.create()
        .host("127.0.0.1")
        .port(0)
        .idleTimeout(idle)
        .handle((request, response) ->
            request
                .receive()
                .then()
                .thenMany(
                    response
                        .header("Content-Type", "application/json")
                        .sendString(Mono.just(answer))))
        .bindNow(Duration.ofMinutes(1));
  }
}
