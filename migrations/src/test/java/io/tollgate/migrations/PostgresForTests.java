package io.tollgate.migrations;

import io.tollgate.postgres.PostgresServer;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * Databases for tests on one real PostgreSQL server for each JVM: in a container where a Docker
 * engine answers, otherwise embedded. A migrated database is a copy of a template, which takes
 * milliseconds.
 */
public final class PostgresForTests {

  private static final String TEMPLATE = "tollgate_template";
  private static final AtomicInteger COUNT = new AtomicInteger();

  private PostgresForTests() {}

  /** A database of its own, and how to reach it. */
  public record Database(String host, int port, String name, String user, String password) {

    public String jdbcUrl() {
      return "jdbc:postgresql://" + host + ":" + port + "/" + name;
    }

    public String r2dbcUrl() {
      return "r2dbc:postgresql://" + user + ":" + password + "@" + host + ":" + port + "/" + name;
    }

    /** The settings that point an application at this database. */
    public List<String> properties() {
      return List.of(
          "tollgate.database.host=" + host,
          "tollgate.database.port=" + port,
          "tollgate.database.name=" + name,
          "tollgate.database.user=" + user,
          "tollgate.database.password=" + password);
    }

    /** Runs statements as they stand. */
    public void execute(String... statements) {
      try (var connection = DriverManager.getConnection(jdbcUrl(), user, password);
          var statement = connection.createStatement()) {
        for (var sql : statements) {
          statement.execute(sql);
        }
      } catch (SQLException failed) {
        throw new IllegalStateException(failed);
      }
    }

    /** The first column of the first row, as text. */
    public String query(String sql) {
      try (var connection = DriverManager.getConnection(jdbcUrl(), user, password);
          var statement = connection.createStatement();
          var rows = statement.executeQuery(sql)) {
        return rows.next() ? rows.getString(1) : null;
      } catch (SQLException failed) {
        throw new IllegalStateException(failed);
      }
    }

    private Database named(String other) {
      return new Database(host, port, other, user, password);
    }
  }

  /** A new database with the schema of this build. */
  public static Database create() {
    var name = "test_" + COUNT.incrementAndGet();
    Template.SERVER.execute("create database " + name + " template " + TEMPLATE);
    return Template.SERVER.named(name);
  }

  /** A new database without a schema. */
  public static Database createEmpty() {
    var name = "test_" + COUNT.incrementAndGet();
    Server.DATABASE.execute("create database " + name);
    return Server.DATABASE.named(name);
  }

  private static final class Template {

    static final Database SERVER = migrate(Server.DATABASE);

    private static Database migrate(Database server) {
      server.execute("create database " + TEMPLATE);
      var template = server.named(TEMPLATE);
      Migrations.of(template.jdbcUrl(), template.user(), template.password()).apply();
      return server;
    }
  }

  private static final class Server {

    /** Nothing has to outlive the machine. */
    private static final Map<String, String> SETTINGS =
        Map.of(
            "fsync", "off",
            "synchronous_commit", "off",
            "full_page_writes", "off",
            "max_connections", "300",
            "unix_socket_directories", "''",
            "timezone", "UTC");

    static final Database DATABASE = dockerMayAnswer() ? inContainer() : embedded();

    private static boolean dockerMayAnswer() {
      return System.getenv("DOCKER_HOST") != null || Files.exists(Path.of("/var/run/docker.sock"));
    }

    private static Database inContainer() {
      try {
        var container = new PostgreSQLContainer("postgres:18-alpine");
        container.setCommand("postgres", "-c", "max_connections=300", "-c", "fsync=off");
        container.start();
        return new Database(
            container.getHost(),
            container.getFirstMappedPort(),
            container.getDatabaseName(),
            container.getUsername(),
            container.getPassword());
      } catch (RuntimeException noEngineOrNoImage) {
        System.err.println("PostgreSQL runs embedded: " + noEngineOrNoImage.getMessage());
        return embedded();
      }
    }

    /** Stops with the JVM. */
    private static Database embedded() {
      try {
        var directory = Files.createTempDirectory("tollgate-postgres");
        var server =
            PostgresServer.of(
                directory.resolve("data"),
                Path.of("target", "postgres").toAbsolutePath(),
                directory.resolve("log"));
        var port = freePort();
        server.start(port, "postgres", SETTINGS);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server, directory)));
        return new Database("localhost", port, "postgres", PostgresServer.USER, "postgres");
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }

    private static int freePort() throws IOException {
      try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      }
    }

    private static void end(PostgresServer server, Path directory) {
      server.stop();
      try (var files = Files.walk(directory)) {
        files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }
  }
}
