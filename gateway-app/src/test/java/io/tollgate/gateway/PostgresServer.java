package io.tollgate.gateway;

import io.tollgate.migrations.PostgresForTests;

/** Takes one database of the shared server away from everybody, and gives it back. */
final class PostgresServer {

  private final PostgresForTests.Database maintenance;

  private PostgresServer(PostgresForTests.Database maintenance) {
    this.maintenance = maintenance;
  }

  static PostgresServer of(PostgresForTests.Database database) {
    return new PostgresServer(
        new PostgresForTests.Database(
            database.host(), database.port(), "postgres", database.user(), database.password()));
  }

  void lockOut(String database) {
    maintenance.execute("alter database " + database + " with allow_connections false");
    maintenance.execute(
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = '"
            + database
            + "'");
  }

  void letIn(String database) {
    maintenance.execute("alter database " + database + " with allow_connections true");
  }
}
