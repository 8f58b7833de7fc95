package io.tollgate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What README.md promises about starting, stopping and starting again. */
class QuickStartIT {

  @TempDir Path temporary;

  @Test
  void theFirstStartPrintsACallThatWorks() throws Exception {
    try (var tollgate = TollgateProcess.start(temporary)) {
      var ready = tollgate.ready();

      assertThat(ready.demoKey().orElseThrow()).matches("tg_[A-Za-z0-9_-]{22,}");
      assertThat(ready.text().indexOf("tg_"))
          .isEqualTo(ready.text().indexOf(ready.demoKey().orElseThrow()));
      assertThat(Shell.run(ready.tryIt())).contains("\"object\":\"chat.completion\"");
      assertThat(tollgate.interrupt()).isIn(0, 130);
    }
  }

  @Test
  void keepsItsDataThroughAnInterruptAndAKill() throws Exception {
    String key;
    String firstPassword;
    try (var first = TollgateProcess.start(temporary)) {
      key = first.ready().demoKey().orElseThrow();
      firstPassword = first.ready().password();
    }
    try (var second = TollgateProcess.start(temporary)) {
      assertThat(second.ready().demoKey()).isEmpty();
      assertThat(second.ready().password()).isNotEqualTo(firstPassword);
      assertThat(Shell.run("TOLLGATE_KEY=" + key + "; " + second.ready().tryIt()))
          .contains("\"object\":\"chat.completion\"");
      second.kill();
    }
    try (var third = TollgateProcess.start(temporary)) {
      assertThat(Shell.run("TOLLGATE_KEY=" + key + "; " + third.ready().tryIt()))
          .contains("\"object\":\"chat.completion\"");
    }
  }

  @Test
  void twoRunSideBySideAndKnowNothingOfEachOther() throws Exception {
    try (var one = TollgateProcess.start(temporary.resolve("one"));
        var other = TollgateProcess.start(temporary.resolve("other"))) {
      assertThat(Shell.run(one.ready().tryIt())).contains("\"object\":\"chat.completion\"");
      assertThat(Shell.run(other.ready().tryIt())).contains("\"object\":\"chat.completion\"");

      var elsewhere =
          one.ready()
              .tryIt()
              .replace(one.ready().gateway().toString(), other.ready().gateway().toString());
      assertThat(Shell.run(elsewhere)).contains("invalid_api_key");
    }
  }

  @Test
  void registersTheVendorsWhoseKeysAreInTheEnvironment() throws Exception {
    var keys =
        Map.of(
            "OPENAI_API_KEY", "sk-one", "ANTHROPIC_API_KEY", "sk-two", "GEMINI_API_KEY", "three");
    String key;
    String models;
    try (var first = TollgateProcess.start(temporary, keys)) {
      key = first.ready().demoKey().orElseThrow();
      models = models(first, key);
      assertThat(models)
          .contains("\"gpt-5\"", "\"claude-sonnet-4-5\"", "\"gemini-2.5-flash\"", "\"demo\"");
      assertThat(
              Files.readString(first.dataDirectory().resolve("logs/tollgate.log"))
                  + first.ready().text())
          .doesNotContain("sk-one", "sk-two");
      assertThat(Shell.run("curl -s " + first.ready().portal() + "/apis/chat"))
          .as("what nobody has to approve costs nothing")
          .contains("gpt-5", "No approval needed", "Models: demo<");
    }
    try (var second = TollgateProcess.start(temporary, Map.of("OPENAI_API_KEY", "sk-newer"))) {
      assertThat(models(second, key)).isEqualTo(models);
    }
  }

  private static String models(TollgateProcess tollgate, String key) {
    return Shell.run(
        "curl -s "
            + tollgate.ready().gateway()
            + "/v1/models -H 'Authorization: Bearer "
            + key
            + "'");
  }

  @Test
  void aTakenPortGivesOneClearLine() throws Exception {
    try (var taken = new ServerSocket(0)) {
      var process =
          TollgateProcess.launch(
              temporary, Map.of(), List.of("--gateway-port", "" + taken.getLocalPort()));

      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isNotZero();
      assertThat(errorsOf(process))
          .isEqualTo(
              "tollgate: port "
                  + taken.getLocalPort()
                  + " is taken; choose another with --gateway-port\n");
    }
  }

  @Test
  void anUnwritableDirectoryGivesOneClearLine() throws Exception {
    var file = Files.createFile(temporary.resolve("file"));
    var ports = TollgateProcess.freePorts(3);
    var process =
        TollgateProcess.launch(
            file.resolve("below"),
            Map.of(),
            List.of(
                "--gateway-port", "" + ports.get(0),
                "--portal-port", "" + ports.get(1),
                "--management-port", "" + ports.get(2)));

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isNotZero();
    assertThat(errorsOf(process))
        .startsWith("tollgate: cannot write to the data directory")
        .hasLineCount(1);
  }

  @Test
  void rootNeedsNoUserNamespacesAndMayHaveThemAgainLater() throws Exception {
    assumeTrue(System.getProperty("user.name").equals("root"));
    var directory = temporary.resolve("data");
    String key;
    try (var without = TollgateProcess.start(directory, Map.of("PATH", withoutNamespaces()))) {
      key = without.ready().demoKey().orElseThrow();
      assertThat(Shell.run(without.ready().tryIt())).contains("\"object\":\"chat.completion\"");
    }
    try (var with = TollgateProcess.start(directory)) {
      assertThat(Shell.run("TOLLGATE_KEY=" + key + "; " + with.ready().tryIt()))
          .contains("\"object\":\"chat.completion\"");
    }
  }

  @Test
  void rootThatCanBecomeNobodyElseGetsOneClearLine() throws Exception {
    assumeTrue(System.getProperty("user.name").equals("root"));
    var ports = TollgateProcess.freePorts(3);
    var process =
        TollgateProcess.launch(
            temporary,
            Map.of("PATH", temporary.toString()),
            List.of(
                "--gateway-port", "" + ports.get(0),
                "--portal-port", "" + ports.get(1),
                "--management-port", "" + ports.get(2)));

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isNotZero();
    assertThat(errorsOf(process)).contains("tollgate: PostgreSQL does not run as root");
  }

  /** A path whose unshare fails, as it does where containers forbid user namespaces. */
  private String withoutNamespaces() throws IOException {
    var programs = Files.createDirectory(temporary.resolve("programs"));
    var unshare = Files.writeString(programs.resolve("unshare"), "#!/bin/sh\nexit 1\n");
    Files.setPosixFilePermissions(unshare, PosixFilePermissions.fromString("rwxr-xr-x"));
    return programs + ":" + System.getenv("PATH");
  }

  private static String errorsOf(Process process) throws IOException {
    return new String(
        process.getErrorStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
  }
}
