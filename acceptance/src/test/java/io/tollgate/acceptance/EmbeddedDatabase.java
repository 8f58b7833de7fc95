package io.tollgate.acceptance;

import io.tollgate.domain.secret.MasterKey;
import io.tollgate.postgres.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;

/** The PostgreSQL of a data directory, as its operator sees it: with rows, a start and a stop. */
public final class EmbeddedDatabase {

  private final Path dataDirectory;

  private EmbeddedDatabase(Path dataDirectory) {
    this.dataDirectory = dataDirectory;
  }

  public static EmbeddedDatabase of(Path dataDirectory) {
    return new EmbeddedDatabase(dataDirectory);
  }

  /** What secrets of this installation are encrypted with. */
  public MasterKey masterKey() {
    try {
      return MasterKey.parse(Files.readString(dataDirectory.resolve("master.key")));
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }

  /** Its password is derived from the master key. */
  public Connection connect() throws SQLException {
    var ports = new Properties();
    try (var file = Files.newBufferedReader(dataDirectory.resolve("ports.properties"))) {
      ports.load(file);
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
    var password = HexFormat.of().formatHex(masterKey().derive("database", "raw").getEncoded());
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + ports.getProperty("postgres") + "/tollgate",
        "postgres",
        password);
  }

  void execute(String... statements) {
    try (var connection = connect();
        var statement = connection.createStatement()) {
      for (var sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** Has the gateways serve what was written past the portal; returns the version of it. */
  long publish() {
    var version =
        query(
            """
            with next as (update configuration_version set version = version + 1, changed_at = now()
                          returning version)
            select version || pg_notify('tollgate_configuration', version::text)::text from next
            """);
    return Long.parseLong(version.getFirst());
  }

  /** The first column of all rows, as text. */
  List<String> query(String sql) {
    try (var connection = connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      var found = new ArrayList<String>();
      while (rows.next()) {
        found.add(rows.getString(1));
      }
      return found;
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** Ends the server as its machine's shutdown would, and waits until it is gone. */
  void stop() {
    server().stop();
  }

  /** Starts the server again, with the command line that it had. */
  void start() {
    server().startAgain();
  }

  private PostgresServer server() {
    return PostgresServer.of(
        dataDirectory.resolve("postgres"),
        dataDirectory.resolve("postgres-binaries"),
        dataDirectory.resolve("logs/postgres.log"));
  }
}
