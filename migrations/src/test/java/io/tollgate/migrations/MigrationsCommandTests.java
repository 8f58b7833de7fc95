package io.tollgate.migrations;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command as a container runs it: what it prints, and how it ends. */
class MigrationsCommandTests {

  @Test
  void appliesWhatIsMissing() throws Exception {
    var database = PostgresForTests.createEmpty();

    var ended = run(database.jdbcUrl(), database.user(), database.password());

    assertThat(ended.status()).isZero();
    assertThat(ended.output()).endsWith(" migrations applied\n");
    Migrations.of(database.jdbcUrl(), database.user(), database.password()).verify();
  }

  @Test
  void aDatabaseThatIsAwayGivesOneClearLine() throws Exception {
    var ended = run("jdbc:postgresql://localhost:" + closedPort() + "/tollgate", "tollgate", "x");

    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.errors())
        .startsWith("tollgate: the database was not migrated: Connection to localhost:")
        .contains("refused")
        .hasLineCount(1);
  }

  @Test
  void aWrongPasswordGivesOneClearLine() throws Exception {
    var database = PostgresForTests.createEmpty();

    var ended = run(database.jdbcUrl(), database.user(), "wrong");

    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.errors())
        .startsWith("tollgate: the database was not migrated: ")
        .contains("password authentication failed")
        .hasLineCount(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tollgate",
        "postgresql://localhost/tollgate",
        "jdbc:mysql://localhost/tollgate",
        "jdbc:postgresql://localhost:http/tollgate",
        "jdbc:postgresql://[::1/tollgate"
      })
  void anAddressThatIsNoneGivesOneClearLine(String address) throws Exception {
    var ended = run(address, "tollgate", "secret");

    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.errors())
        .startsWith("tollgate: the database was not migrated: ")
        .doesNotContain("secret")
        .hasLineCount(1);
  }

  @Test
  void aStatementThatFailsGivesTheReasonAndNoStackTrace() throws Exception {
    var database = PostgresForTests.createEmpty();
    database.execute("create table tenant (id int)");

    var ended = run(database.jdbcUrl(), database.user(), database.password());

    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.errors().lines())
        .last()
        .asString()
        .startsWith("tollgate: the database was not migrated: ");
    assertThat(ended.errors()).doesNotContain("\tat ");
  }

  private record Ended(int status, String output, String errors) {}

  private static Ended run(String address, String user, String password) throws Exception {
    var builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            classPath(),
            Migrations.class.getName(),
            address,
            user);
    builder.environment().put("TOLLGATE_DATABASE_PASSWORD", password);
    var process = builder.start();
    process.getOutputStream().close();
    var output = new String(process.getInputStream().readAllBytes(), UTF_8);
    var errors = new String(process.getErrorStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    return new Ended(process.exitValue(), output, errors);
  }

  /** Without Testcontainers, whose own database driver would log. */
  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.contains("testcontainers"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static int closedPort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
