package io.tollgate.standalone;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A PostgreSQL of our own on a loopback port, with its data below the data directory. Durable as a
 * server should be: a killed process or machine loses nothing that was committed. Its superuser has
 * a password derived from the master key, so that other people of the machine stay out.
 */
final class EmbeddedDatabase implements AutoCloseable {

  private static final String USER = "postgres";
  private static final String DATABASE = "tollgate";
  private static final String PASSWORD_ONLY =
      """
      # Written by Tollgate.
      host all all 127.0.0.1/32 scram-sha-256
      host all all ::1/128      scram-sha-256
      """;

  private final EmbeddedPostgres server;
  private final String password;

  private EmbeddedDatabase(EmbeddedPostgres server, String password) {
    this.server = server;
    this.password = password;
  }

  /** Starts the server, after ending one that a killed process left behind. */
  static EmbeddedDatabase start(DataDirectory directory) {
    refuseRootWhereItCannotGiveUpItsRights();
    var data = directory.resolve("postgres");
    var password =
        HexFormat.of().formatHex(directory.masterKey().derive("database", "raw").getEncoded());
    try {
      endAbandonedServer(data);
      var secured = Files.exists(directory.resolve("postgres.secured"));
      var builder =
          EmbeddedPostgres.builder()
              .setDataDirectory(data)
              .setOverrideWorkingDirectory(directory.resolve("postgres-binaries").toFile())
              .setCleanDataDirectory(false)
              .setRegisterShutdownHook(false)
              .setPort(directory.port("postgres"))
              .setPGStartupWait(Duration.ofSeconds(60))
              // The library switches durability off, for tests; later settings win.
              .setServerConfig("fsync", "on")
              .setServerConfig("synchronous_commit", "on")
              .setServerConfig("max_connections", "60")
              .setServerConfig("unix_socket_directories", "''")
              .setOutputRedirector(appendTo(directory.logs().resolve("postgres.log")))
              .setErrorRedirector(appendTo(directory.logs().resolve("postgres.log")));
      if (secured) {
        builder.setConnectConfig("password", password);
      }
      var database = new EmbeddedDatabase(builder.start(), password);
      if (!secured) {
        database.secure(data);
        Files.createFile(directory.resolve("postgres.secured"));
      }
      return database;
    } catch (IOException | RuntimeException failed) {
      throw new StartFailure(
          "PostgreSQL did not start; " + directory.logs().resolve("postgres.log") + " says why",
          failed);
    }
  }

  String host() {
    return "127.0.0.1";
  }

  int port() {
    return server.getPort();
  }

  String name() {
    return DATABASE;
  }

  String user() {
    return USER;
  }

  String password() {
    return password;
  }

  String jdbcUrl() {
    return "jdbc:postgresql://" + host() + ":" + port() + "/" + name();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private void secure(Path data) {
    try (var connection = server.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("alter role " + USER + " password '" + password + "'");
      try (var found =
          statement.executeQuery("select 1 from pg_database where datname = '" + DATABASE + "'")) {
        if (!found.next()) {
          connection.createStatement().execute("create database " + DATABASE);
        }
      }
      Files.writeString(data.resolve("pg_hba.conf"), PASSWORD_ONLY);
      statement.execute("select pg_reload_conf()");
    } catch (SQLException | IOException failed) {
      throw new IllegalStateException("cannot set the database's password", failed);
    }
  }

  /** PostgreSQL refuses to run as root; started in a user namespace of its own, nobody is root. */
  private static void refuseRootWhereItCannotGiveUpItsRights() {
    if (System.getProperty("user.name").equals("root") && !hasUserNamespaces()) {
      throw new StartFailure(
          "PostgreSQL does not run as root, and this machine lets nobody make a user namespace"
              + " (unshare -U true); start Tollgate as another user");
    }
  }

  private static boolean hasUserNamespaces() {
    try {
      return new ProcessBuilder("unshare", "-U", "true").start().waitFor() == 0;
    } catch (IOException notInstalled) {
      return false;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new StartFailure("interrupted", interrupted);
    }
  }

  private static void endAbandonedServer(Path data) throws IOException {
    var pidFile = data.resolve("postmaster.pid");
    if (!Files.exists(pidFile)) {
      return;
    }
    var pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
    var abandoned = ProcessHandle.of(pid).filter(process -> isServerOf(process, data)).orElse(null);
    if (abandoned == null) {
      Files.delete(pidFile);
      return;
    }
    // SIGINT is PostgreSQL's fast shutdown: it ends sessions and writes a checkpoint.
    new ProcessBuilder("kill", "-INT", Long.toString(pid)).start();
    try {
      abandoned.onExit().get(30, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException stillThere) {
      throw new StartFailure(
          "an earlier PostgreSQL (process " + pid + ") does not end", stillThere);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new StartFailure("interrupted", interrupted);
    }
  }

  private static boolean isServerOf(ProcessHandle process, Path data) {
    var commandLine = Path.of("/proc", Long.toString(process.pid()), "cmdline");
    try {
      return Files.exists(commandLine)
          ? Files.readString(commandLine).contains(data.toString())
          : process.info().command().orElse("").contains("postgres");
    } catch (IOException gone) {
      return false;
    }
  }

  private static ProcessBuilder.Redirect appendTo(Path file) {
    return ProcessBuilder.Redirect.appendTo(file.toFile());
  }
}
