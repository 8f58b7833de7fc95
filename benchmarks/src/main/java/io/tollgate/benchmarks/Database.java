package io.tollgate.benchmarks;

import io.tollgate.postgres.PostgresServer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

/** A new PostgreSQL of its own, as durable as one in production. */
record Database(PostgresServer server, int port) implements AutoCloseable {

  static final String NAME = "postgres";
  static final String PASSWORD = "benchmark";

  static Database start(Workspace workspace) throws IOException {
    var server =
        PostgresServer.of(
            workspace.fresh("postgres").resolve("data"),
            workspace.file("postgres-binaries"),
            workspace.file("postgres.log"));
    int port = Workspace.freePort();
    server.start(port, PASSWORD, Map.of("unix_socket_directories", "''"));
    return new Database(server, port);
  }

  String jdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + NAME;
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(jdbcUrl(), PostgresServer.USER, PASSWORD);
  }

  @Override
  public void close() {
    server.stop();
  }
}
