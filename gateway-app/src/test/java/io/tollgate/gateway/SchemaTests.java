package io.tollgate.gateway;

import static io.tollgate.gateway.ClientForTests.chat;
import static io.tollgate.gateway.ClientForTests.get;
import static io.tollgate.gateway.ClientForTests.post;
import static io.tollgate.gateway.ClientForTests.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.provider.WireFormat;
import io.tollgate.migrations.Migrations;
import io.tollgate.migrations.PostgresForTests;
import org.junit.jupiter.api.Test;

class SchemaTests {

  @Test
  void isNotReadyOnAnOlderSchemaAndIsOnceThatIsMigrated() {
    try (var gateway = GatewayForTests.start()) {
      var world = gateway.world();
      var key = world.keyFor(world.model("demo", world.provider(WireFormat.OPENAI), "sim-small"));
      assertThat(ready(gateway)).isEqualTo(200);
      var older = PostgresForTests.createEmpty();

      gateway.restart(older.properties());

      assertThat(ready(gateway)).isEqualTo(503);
      // Requests that come all the same are served from what was kept.
      assertThat(
              send(post(gateway.uri("/v1/chat/completions"), key.value(), chat("demo", false)))
                  .statusCode())
          .isEqualTo(200);

      Migrations.of(older.jdbcUrl(), older.user(), older.password()).apply();
      GatewayForTests.await(() -> ready(gateway) == 200, "the migrated schema is noticed");
    }
  }

  private static int ready(GatewayForTests gateway) {
    return send(get(gateway.uri("/readyz"), "none")).statusCode();
  }
}
