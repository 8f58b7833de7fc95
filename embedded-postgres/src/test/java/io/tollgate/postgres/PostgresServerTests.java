package io.tollgate.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerTests {

  private static final String PASSWORD = "of-the-first-start";
  private static final Map<String, String> SETTINGS =
      Map.of("fsync", "off", "unix_socket_directories", "''");

  @TempDir static Path shared;
  @TempDir Path temporary;

  private static Programs programs;
  private int port;

  @BeforeAll
  static void unpack() {
    programs = Programs.unpackedBelow(shared);
  }

  @BeforeEach
  void choosePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
  }

  @Test
  void keepsItsDataFromOneStartToTheNext() throws SQLException {
    var server = server();
    server.start(port, PASSWORD, SETTINGS);
    query("create table kept as select 42 as answer");
    server.stop();
    server.startAgain();

    assertThat(query("select answer from kept")).isEqualTo("42");
    assertThat(query("select current_setting('fsync')")).isEqualTo("off");
    server.stop();
  }

  @Test
  void letsNobodyInWithoutThePassword() {
    var server = server();
    server.start(port, PASSWORD, SETTINGS);

    assertThatThrownBy(() -> DriverManager.getConnection(url(), PostgresServer.USER, "guessed"))
        .hasMessageContaining("password authentication failed");
    server.stop();
  }

  @Test
  void knowsTheLettersOfAllLanguages() throws SQLException {
    var server = server();
    server.start(port, PASSWORD, SETTINGS);

    assertThat(query("select lower('ÄÖÜ')")).isEqualTo("äöü");
    server.stop();
  }

  @Test
  void endsAServerThatAKilledProcessLeftBehind() throws SQLException {
    server().start(port, PASSWORD, SETTINGS);
    query("create table kept as select 42 as answer");

    var second = server();
    second.start(port, PASSWORD, SETTINGS);

    assertThat(query("select answer from kept")).isEqualTo("42");
    second.stop();
  }

  @Test
  void beginsAnewWhereMakingTheDataWasCutShort() throws Exception {
    Files.createFile(Files.createDirectories(temporary.resolve("data.draft")).resolve("half"));
    var server = server();

    server.start(port, PASSWORD, SETTINGS);

    assertThat(query("select 1")).isEqualTo("1");
    assertThat(temporary.resolve("data.draft")).doesNotExist();
    server.stop();
  }

  @Test
  void saysWhereToLookWhenItDoesNotStart() throws Exception {
    try (var taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> server().start(taken.getLocalPort(), PASSWORD, SETTINGS))
          .isInstanceOf(PostgresFailure.class)
          .hasMessage("pg_ctl failed; " + temporary.resolve("log") + " says why");
    }
  }

  @Test
  void rootServesInEveryWayWhatItMadeInAnotherBelowADirectoryOfItsOwn() throws Exception {
    assumeThat(System.getProperty("user.name")).isEqualTo("root");
    Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwx------"));
    var ways = ServerAccount.OF_ROOT.stream().filter(PostgresServerTests::works).toList();
    assumeThat(ways).isNotEmpty();

    for (var way : ways) {
      for (var other : ways) {
        serve(way);
        serve(other);
      }
    }
  }

  @Test
  void rootThatCanBecomeNobodyElseIsToldSo() {
    var impossible = new ServerAccount(List.of("false"), OptionalInt.empty());
    var missing = new ServerAccount(List.of("no-such-program"), OptionalInt.empty());

    assertThatThrownBy(
            () -> ServerAccount.among(List.of(impossible, missing), programs.path("postgres")))
        .isInstanceOf(PostgresFailure.class)
        .hasMessageStartingWith("PostgreSQL does not run as root");
  }

  private void serve(ServerAccount account) throws SQLException {
    var server =
        PostgresServer.with(account, temporary.resolve("data"), programs, temporary.resolve("log"));
    server.start(port, PASSWORD, SETTINGS);
    query("create table if not exists kept (way text)");
    query("insert into kept values ('" + account.prefix().getLast() + "')");
    server.stop();
  }

  private static boolean works(ServerAccount account) {
    try {
      return ServerAccount.among(List.of(account), programs.path("postgres")).equals(account);
    } catch (PostgresFailure thisMachineForbidsIt) {
      return false;
    }
  }

  private PostgresServer server() {
    return PostgresServer.of(temporary.resolve("data"), shared, temporary.resolve("log"));
  }

  private String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
  }

  private String query(String sql) throws SQLException {
    try (var connection = DriverManager.getConnection(url(), PostgresServer.USER, PASSWORD);
        var statement = connection.createStatement()) {
      if (!statement.execute(sql)) {
        return "";
      }
      try (var rows = statement.getResultSet()) {
        return rows.next() ? rows.getString(1) : "";
      }
    }
  }
}
