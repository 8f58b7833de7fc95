package io.tollgate.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollgate.migrations.PostgresForTests.Database;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.junit.jupiter.api.Test;

class MigrationsTests {

  @Test
  void bringAnEmptyDatabaseToTheSchemaOfThisBuild() {
    var database = PostgresForTests.createEmpty();

    assertThat(migrations(database).apply()).isGreaterThanOrEqualTo(5);
    assertThat(migrations(database).apply()).isZero();
    migrations(database).verify();
  }

  @Test
  void keepWhatWasStoredUnderEachEarlierSchema() {
    var database = PostgresForTests.createEmpty();
    upTo(database, "1");
    database.execute(
        "insert into tenant (id, slug, name, kind, created_at)"
            + " values (gen_random_uuid(), 'acme', 'Acme', 'team', now())");
    upTo(database, "2");
    database.execute(
        "insert into model (id, name, created_at) values (gen_random_uuid(), 'm', now())");
    upTo(database, "3");
    database.execute(
        "insert into application (id, tenant_id, name, created_at)"
            + " select gen_random_uuid(), id, 'Shop', now() from tenant");
    upTo(database, "4");
    database.execute(
        "insert into ledger_entry (request_id, started_at, node, tenant_id, application_id,"
            + " credential_id, operation, streamed, outcome, http_status, usage_source,"
            + " gateway_micros, total_micros)"
            + " select gen_random_uuid(), now(), 'n', tenant_id, id, gen_random_uuid(), 'rest',"
            + " false, 'completed', 200, 'none', 1, 2 from application",
        "insert into usage_rollup select now(), tenant_id, null, application_id, credential_id, null,"
            + " 'm', null, null, 1, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 from ledger_entry");
    upTo(database, "9");
    database.execute(
        "insert into price (id, model_id, effective_from, input, output, created_at)"
            + " select gen_random_uuid(), id, now(), 1, 2, now() from model");

    migrations(database).apply();

    migrations(database).verify();
    assertThat(database.query("select slug from tenant")).isEqualTo("acme");
    assertThat(database.query("select name from application")).isEqualTo("Shop");
    assertThat(database.query("select operation from ledger_entry")).isEqualTo("rest");
    assertThat(database.query("select search_units from ledger_entry")).isEqualTo("0");
    assertThat(database.query("select image + audio_seconds from usage_rollup")).isEqualTo("8");
    assertThat(database.query("select count(*) from price where search_units is null"))
        .isEqualTo("1");
  }

  @Test
  void leaveAPersonalTenantWhatItPublishedAndGiveItNoMore() {
    var database = PostgresForTests.createEmpty();
    upTo(database, "19");
    database.execute(
        "insert into tenant (id, slug, name, kind, created_at)"
            + " values (gen_random_uuid(), 'petra', 'Petra', 'personal', now())",
        "insert into model (id, name, created_at) values (gen_random_uuid(), 'm', now())",
        "insert into api (id, tenant_id, slug, name, version, kind, lifecycle, visibility,"
            + " base_path, created_at, published_at) select gen_random_uuid(), id, 'chat', 'Chat',"
            + " '1', 'ai', 'published', 'public', '/chat', now(), now() from tenant",
        "insert into api_model (api_id, model_id) select api.id, model.id from api, model");

    migrations(database).apply();

    assertThat(database.query("select lifecycle from api")).isEqualTo("published");
    assertThat(database.query("select count(*) from api_model")).isEqualTo("1");
    assertThat(database.query("select value from platform_setting where name = 'model_publishing'"))
        .isEqualTo("team_tenants");
  }

  @Test
  void runOnceWhenManyStartTogether() throws Exception {
    var database = PostgresForTests.createEmpty();
    try (var starters = Executors.newFixedThreadPool(4)) {
      Callable<Integer> start = () -> migrations(database).apply();
      var applied =
          starters.invokeAll(IntStream.range(0, 4).mapToObj(n -> start).toList()).stream()
              .mapToInt(result -> {
                assertThat(result.state()).isEqualTo(Future.State.SUCCESS);
                return result.resultNow();
              })
              .filter(count -> count > 0)
              .count();

      assertThat(applied).isEqualTo(1);
    }
  }

  @Test
  void refuseADatabaseThatIsBehind() {
    var database = PostgresForTests.createEmpty();
    upTo(database, "3");

    assertThatThrownBy(() -> migrations(database).verify())
        .isInstanceOf(FlywayValidateException.class);
  }

  @Test
  void refuseADatabaseWhoseSchemaWasMadeByOtherMeans() {
    var database = PostgresForTests.create();
    database.execute("update flyway_schema_history set checksum = 1 where version = '2'");

    assertThatThrownBy(() -> migrations(database).verify())
        .isInstanceOf(FlywayValidateException.class);
  }

  @Test
  void makeThePartitionsOfThreeMonthsAtATime() {
    var database = PostgresForTests.create();

    database.execute(
        "select ensure_ledger_partitions('2030-11-30T23:30:00Z')",
        "select ensure_ledger_partitions('2030-11-30T23:30:00Z')");

    assertThat(
            database.query(
                "select string_agg(inhrelid::regclass::text, ' ' order by 1) from pg_inherits"
                    + " join pg_class on pg_class.oid = inhrelid"
                    + " where inhparent = 'ledger_entry'::regclass"
                    + " and (relname like '%2030%' or relname like '%2031%')"))
        .isEqualTo("ledger_entry_2030_11 ledger_entry_2030_12 ledger_entry_2031_01");
  }

  private static Migrations migrations(Database database) {
    return Migrations.of(database.jdbcUrl(), database.user(), database.password());
  }

  private static void upTo(Database database, String version) {
    Flyway.configure()
        .dataSource(database.jdbcUrl(), database.user(), database.password())
        .target(version)
        .load()
        .migrate();
  }
}
