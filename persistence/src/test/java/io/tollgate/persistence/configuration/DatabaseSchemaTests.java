package io.tollgate.persistence.configuration;

import static io.tollgate.persistence.PersistenceForTests.get;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollgate.domain.configuration.DatabaseSchema;
import io.tollgate.domain.configuration.SchemaBehind;
import io.tollgate.migrations.Migrations;
import io.tollgate.migrations.PostgresForTests;
import io.tollgate.migrations.PostgresForTests.Database;
import io.tollgate.persistence.PersistenceForTests;
import org.junit.jupiter.api.Test;

class DatabaseSchemaTests {

  @Test
  void theSchemaOfThisBuildFits() {
    var database = PostgresForTests.create();

    assertThatCode(() -> check(database)).doesNotThrowAnyException();
  }

  @Test
  void anEmptyDatabaseLacksEverythingUntilItIsMigrated() {
    var database = PostgresForTests.createEmpty();
    try (var persistence = PersistenceForTests.on(database)) {
      var schema = persistence.port(DatabaseSchema.class);

      assertThatThrownBy(() -> get(schema.check()))
          .isInstanceOf(SchemaBehind.class)
          .hasMessageContaining("migrations [1, 2, 3,");

      Migrations.of(database.jdbcUrl(), database.user(), database.password()).apply();
      assertThatCode(() -> get(schema.check())).doesNotThrowAnyException();
    }
  }

  @Test
  void anOlderSchemaIsToldByWhatItLacks() {
    var database = PostgresForTests.create();
    database.execute("delete from flyway_schema_history where version = '16'");

    assertThatThrownBy(() -> check(database))
        .isInstanceOf(SchemaBehind.class)
        .hasMessageContaining("migrations [16] are missing");
  }

  @Test
  void aNewerSchemaFitsSoThatAnOlderVersionMayBeRunAgain() {
    var database = PostgresForTests.create();
    database.execute(
        "insert into flyway_schema_history select 9999, '9999', description, type, script, checksum,"
            + " installed_by, installed_on, execution_time, success from flyway_schema_history"
            + " where version = '1'");

    assertThatCode(() -> check(database)).doesNotThrowAnyException();
  }

  @Test
  void aDatabaseThatIsAwaySaysNothingAboutItsSchema() {
    var database = PostgresForTests.create();
    var away = new Database("localhost", 1, database.name(), "x", "x");

    assertThatThrownBy(() -> check(away)).isNotInstanceOf(SchemaBehind.class);
  }

  private static void check(Database database) {
    try (var persistence = PersistenceForTests.on(database)) {
      get(persistence.port(DatabaseSchema.class).check());
    }
  }
}
