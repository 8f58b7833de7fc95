package io.tollgate.portal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.migrations.Migrations;
import io.tollgate.migrations.PostgresForTests;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class SchemaTests {

  @Test
  void isNotReadyOnAnOlderSchemaAndIsOnceThatIsMigrated() throws Exception {
    var older = PostgresForTests.createEmpty();
    try (var portal = PortalForTests.start(older.properties().toArray(String[]::new))) {
      assertThat(ready(portal)).isEqualTo(503);

      Migrations.of(older.jdbcUrl(), older.user(), older.password()).apply();

      assertThat(ready(portal)).isEqualTo(200);
    }
  }

  private static int ready(PortalForTests portal) throws Exception {
    try (var client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(URI.create(portal.url() + "/readyz")).build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    }
  }
}
