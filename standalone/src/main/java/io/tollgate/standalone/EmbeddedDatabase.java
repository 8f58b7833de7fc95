package io.tollgate.standalone;

import io.tollgate.postgres.PostgresFailure;
import io.tollgate.postgres.PostgresServer;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Map;

/**
 * A PostgreSQL of our own on a loopback port, with its data below the data directory. Durable as a
 * server should be: a killed process or machine loses nothing that was committed. Its superuser has
 * a password derived from the master key, so that other people of the machine stay out.
 */
final class EmbeddedDatabase implements AutoCloseable {

  private static final String DATABASE = "tollgate";
  private static final Map<String, String> SETTINGS =
      Map.of("max_connections", "60", "unix_socket_directories", "''");

  private final PostgresServer server;
  private final int port;
  private final String password;

  private EmbeddedDatabase(PostgresServer server, int port, String password) {
    this.server = server;
    this.port = port;
    this.password = password;
  }

  /** Starts the server, after ending one that a killed process left behind. */
  static EmbeddedDatabase start(DataDirectory directory) {
    var password =
        HexFormat.of().formatHex(directory.masterKey().derive("database", "raw").getEncoded());
    try {
      var server =
          PostgresServer.of(
              directory.resolve("postgres"),
              directory.resolve("postgres-binaries"),
              directory.logs().resolve("postgres.log"));
      var database = new EmbeddedDatabase(server, directory.port("postgres"), password);
      server.start(database.port, password, SETTINGS);
      database.createWhereMissing();
      return database;
    } catch (PostgresFailure failed) {
      throw new StartFailure(failed.getMessage(), failed);
    }
  }

  String host() {
    return "127.0.0.1";
  }

  int port() {
    return port;
  }

  String name() {
    return DATABASE;
  }

  String user() {
    return PostgresServer.USER;
  }

  String password() {
    return password;
  }

  String jdbcUrl() {
    return jdbcUrl(name());
  }

  @Override
  public void close() {
    server.stop();
  }

  private String jdbcUrl(String database) {
    return "jdbc:postgresql://" + host() + ":" + port() + "/" + database;
  }

  private void createWhereMissing() {
    try (var connection = DriverManager.getConnection(jdbcUrl("postgres"), user(), password);
        var statement = connection.createStatement();
        var found =
            statement.executeQuery(
                "select 1 from pg_database where datname = '" + DATABASE + "'")) {
      if (!found.next()) {
        statement.execute("create database " + DATABASE);
      }
    } catch (SQLException failed) {
      server.stop();
      throw new StartFailure("cannot make the database: " + failed.getMessage(), failed);
    }
  }
}
