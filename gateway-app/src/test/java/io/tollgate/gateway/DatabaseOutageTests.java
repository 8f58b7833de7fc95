package io.tollgate.gateway;

import static io.tollgate.gateway.ClientForTests.chat;
import static io.tollgate.gateway.ClientForTests.post;
import static io.tollgate.gateway.ClientForTests.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.provider.WireFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DatabaseOutageTests {

  private GatewayForTests gateway;

  @BeforeEach
  void start() {
    gateway = GatewayForTests.start();
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void servesKnownKeysWithoutTheDatabaseAndBooksThemWhenItIsBack() {
    var world = gateway.world();
    var key = world.keyFor(world.model("demo", world.provider(WireFormat.OPENAI), "sim-small"));
    var name = gateway.database().name();
    var server = PostgresServer.of(gateway.database());

    server.lockOut(name);
    var statuses = new ArrayList<Integer>();
    for (int i = 0; i < 20; i++) {
      statuses.add(ask(key.value()));
    }
    var unknown = ask("tg_nobodyhasthiskey12345");
    server.letIn(name);

    assertThat(statuses).containsOnly(200);
    assertThat(unknown).isEqualTo(401);
    assertThat(gateway.entries(key, 20)).hasSize(20);
    world.revoke(key);
    GatewayForTests.await(() -> ask(key.value()) == 401, "the gateway is current again");
  }

  /** Worse than a server that is gone: it takes connections and requests, and never answers. */
  @Test
  void servesKnownKeysWhileTheDatabaseHangsAndIsCurrentAgainWhenItGoesOn() {
    var world = gateway.world();
    var key = world.keyFor(world.model("demo", world.provider(WireFormat.OPENAI), "sim-small"));
    ask(key.value());

    var statuses = new ArrayList<Integer>();
    var slowest = Duration.ZERO;
    int unknown;
    try (var frozen = PostgresServer.of(gateway.database()).freeze()) {
      assertThat(frozen).isNotNull();
      for (int i = 0; i < 50; i++) {
        var start = Instant.now();
        statuses.add(ask(key.value()));
        var taken = Duration.between(start, Instant.now());
        slowest = taken.compareTo(slowest) > 0 ? taken : slowest;
        // Long enough for the node to look for a new configuration, and to book, in vain.
        GatewayForTests.pause(Duration.ofMillis(100));
      }
      unknown = ask("tg_nobodyhasthiskey12345");
    }

    assertThat(statuses).containsOnly(200);
    assertThat(slowest).isLessThan(Duration.ofSeconds(4));
    assertThat(unknown).isEqualTo(401);
    assertThat(gateway.entries(key, 51)).hasSize(51);
    world.revoke(key);
    GatewayForTests.await(() -> ask(key.value()) == 401, "the gateway is current again");
  }

  @Test
  void startsFromWhatItKeptWhileTheDatabaseIsAway() {
    var world = gateway.world();
    var key = world.keyFor(world.model("demo", world.provider(WireFormat.OPENAI), "sim-small"));

    gateway.restart(
        List.of(
            "tollgate.database.host=127.0.0.1",
            "tollgate.database.port=1",
            "tollgate.database.password=none"));
    assertThat(ask(key.value())).isEqualTo(200);
    gateway.restart(gateway.database().properties());

    assertThat(gateway.onlyEntry(key).httpStatus()).isEqualTo(200);
  }

  private int ask(String key) {
    return send(post(gateway.uri("/v1/chat/completions"), key, chat("demo", false))).statusCode();
  }
}
