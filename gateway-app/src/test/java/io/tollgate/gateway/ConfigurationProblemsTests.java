package io.tollgate.gateway;

import static io.tollgate.gateway.ClientForTests.chat;
import static io.tollgate.gateway.ClientForTests.get;
import static io.tollgate.gateway.ClientForTests.post;
import static io.tollgate.gateway.ClientForTests.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.catalogue.Api;
import io.tollgate.domain.configuration.GatewayNodes;
import io.tollgate.domain.configuration.LeftOut;
import io.tollgate.domain.model.Model;
import io.tollgate.domain.provider.WireFormat;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConfigurationProblemsTests {

  private GatewayForTests gateway;
  private WorldForTests world;

  @BeforeEach
  void start() {
    gateway = GatewayForTests.start();
    world = gateway.world();
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void brokenDefinitionsUnderLoadShowWithinSecondsAndGoWhenTheyAreMended() {
    var model = world.model("demo", world.provider(WireFormat.OPENAI), "sim-small");
    var rest = world.restApi(world.tenant());
    world.route(rest, "/echo/**", null, null);
    var key = keyFor(model, rest);

    try (var load =
        new Load(
            () -> send(post(gateway.uri("/v1/chat/completions"), key, chat("demo", false))),
            () -> send(get(gateway.uri(rest.basePath() + "/echo/good"), key)))) {
      var reserved = world.aiApi(world.tenant(), model).id().value();
      var pattern = world.route(rest, "/bad-pattern/**", null, null).id().value();
      var notKnown = world.route(rest, "/look-ahead/**", null, null).id().value();
      var path = world.route(rest, "/bad-path", null, null).id().value();
      var address = world.route(rest, "/bad-address", null, null).id().value();
      var sealed = world.provider(WireFormat.OPENAI);
      world.model("unreadable", sealed, "sim-small");
      var secret = sealed.id().value();
      var broken = List.of(reserved, pattern, notKnown, path, address, secret);
      store(
          "update api set base_path = '/v1' where id = '" + reserved + "'",
          "update route set rewrite_pattern = '([', rewrite_replacement = '' where id = '"
              + pattern
              + "'",
          "update route set rewrite_pattern = '^(?=/x)', rewrite_replacement = '' where id = '"
              + notKnown
              + "'",
          "update route set path = '/{unclosed' where id = '" + path + "'",
          "update route set upstream_url = 'http://[broken' where id = '" + address + "'",
          "update provider set encrypted_secret = 'v1.AAAA.AAAA' where id = '" + secret + "'");

      await(found -> found.keySet().containsAll(broken), "the portal can tell what is broken");
      assertThat(leftOut())
          .containsOnlyKeys(broken)
          .allSatisfy((id, one) -> {
            assertThat(one.nodes()).containsExactly("test");
            assertThat(one.problem().reason()).isNotBlank();
            assertThat(one.problem().remedy()).isNotBlank();
          });
      assertThat(leftOut().get(secret).problem().objectType()).isEqualTo("provider");
      assertThat(leftOut().get(notKnown).problem().remedy()).contains("without look-ahead");

      store(
          "update api set base_path = '/mended' where id = '" + reserved + "'",
          "update route set rewrite_pattern = null, rewrite_replacement = null where id in ('"
              + pattern
              + "', '"
              + notKnown
              + "')",
          "update route set path = '/mended-path' where id = '" + path + "'",
          "update route set upstream_url = 'http://localhost' where id = '" + address + "'",
          "delete from price where model_id = (select id from model where name = 'unreadable')",
          "delete from deployment where provider_id = '" + secret + "'");

      await(Map::isEmpty, "nothing is left out any more");
      assertThat(load.statuses()).containsOnly(200);
    }
  }

  @Test
  void aVersionThatCannotBeLoadedIsToldAndTheLastGoodOneGoesOn() {
    var model = world.model("demo", world.provider(WireFormat.OPENAI), "sim-small");
    var key = world.keyFor(model).value();
    gateway.database().execute("alter table price rename to price_away");
    store("update tenant set name = 'Other'");

    GatewayForTests.await(
        () -> nodes().alive().blockFirst().failure() != null, "the node tells that it cannot load");

    assertThat(send(post(gateway.uri("/v1/chat/completions"), key, chat("demo", false))))
        .extracting(answer -> answer.statusCode())
        .isEqualTo(200);
    gateway.database().execute("alter table price_away rename to price");
    GatewayForTests.await(
        () -> nodes().alive().blockFirst().failure() == null, "the node serves the new version");
  }

  private String keyFor(Model model, Api rest) {
    var application = world.application(world.tenant());
    var chat = world.aiApi(world.tenant(), model);
    world.subscribe(application, chat, world.plan(chat));
    world.subscribe(application, rest, world.plan(rest));
    var key = world.key(application);
    world.settled();
    return key.value();
  }

  /** Writes what the portal would refuse; the gateways find it by their poll. */
  private void store(String... statements) {
    for (String statement : statements) {
      gateway.database().execute(statement);
    }
    gateway.database().execute("update configuration_version set version = version + 1");
  }

  private GatewayNodes nodes() {
    return gateway.bean(GatewayNodes.class);
  }

  private Map<UUID, LeftOut> leftOut() {
    return nodes().leftOut().collectMap(one -> one.problem().objectId()).block();
  }

  private void await(Predicate<Map<UUID, LeftOut>> condition, String what) {
    GatewayForTests.await(() -> condition.test(leftOut()), what);
  }

  /** Clients that call one after the other until they are told to stop. */
  private static final class Load implements AutoCloseable {

    private final AtomicBoolean stopped = new AtomicBoolean();
    private final Map<Integer, Integer> statuses = new ConcurrentHashMap<>();
    private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();

    Load(Call... calls) {
      for (Call call : calls) {
        clients.submit(() -> repeat(call));
      }
    }

    private void repeat(Call call) {
      while (!stopped.get()) {
        statuses.merge(call.make().statusCode(), 1, Integer::sum);
      }
    }

    List<Integer> statuses() {
      return List.copyOf(statuses.keySet());
    }

    @Override
    public void close() {
      stopped.set(true);
      clients.close();
    }
  }

  private interface Call {
    HttpResponse<String> make();
  }
}
