package io.tollgate.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script on its own, with nothing beside it that it could build or start. */
class FrontDoorTests {

  @TempDir Path alone;

  @BeforeEach
  void copyTheScript() throws IOException {
    Files.copy(Path.of("../tollgate"), alone.resolve("tollgate"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "help",
        "--help",
        "-h",
        "run --help",
        "run -h",
        "run --gateway-port 1234 --help",
        "run --colour green -h",
        "bench --help",
        "test -h",
      })
  void showsTheHelpAtOnceAndDoesNothingElse(String words) throws Exception {
    var ended = tollgate(words);

    assertThat(ended.status()).isZero();
    assertThat(ended.output())
        .startsWith("Usage: ./tollgate <command> [options]\n")
        .contains("--gateway-port PORT", "--data-dir DIRECTORY", "--short");
    assertThat(ended.errors()).isEmpty();
    assertThat(alone.resolve("standalone")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"start", "--gateway-port 1234", "RUN"})
  void namesTheCommandsWhereThereIsNone(String words) throws Exception {
    var ended = tollgate(words);

    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.output()).isEmpty();
    assertThat(ended.errors())
        .isEqualTo(
            "tollgate: there is no command '"
                + words.split(" ")[0]
                + "'; there are run, test, bench and help\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"run --colour green", "run --gateway-ports=1", "run now", "bench --long"})
  void namesAnOptionThatThereIsNotBeforeItBuilds(String words) throws Exception {
    var ended = tollgate(words);

    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.output()).isEmpty();
    assertThat(ended.errors())
        .isEqualTo(
            "tollgate: %s has no option '%s'; ./tollgate help lists them%n"
                .formatted((Object[]) words.split(" ")));
    assertThat(alone.resolve("standalone")).doesNotExist();
  }

  @Test
  void saysWhichOptionLacksItsValueBeforeItBuilds() throws Exception {
    var ended = tollgate("run --portal-port 1234 --data-dir");

    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.errors()).isEqualTo("tollgate: --data-dir needs a value\n");
  }

  @Test
  void saysWhichTestsAreSkippedForWantOfWhatTheyRead() throws Exception {
    var ended = tollgate("test", Map.of("CI", "false"));

    assertThat(ended.errors())
        .contains(
            "No recorded traffic beside this checkout: THE TESTS THAT READ IT ARE SKIPPED.\n",
            "No test corpora beside this checkout: THE TESTS THAT READ THEM ARE SKIPPED.\n");
  }

  @Test
  void skipsNoTestWhereTheBuildIsToCount() throws Exception {
    var ended = tollgate("test", Map.of("CI", "true"));

    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.errors())
        .isEqualTo("tollgate: No recorded traffic beside this checkout, and CI skips no test\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "test", "bench"})
  void saysThatItNeedsAJdkBeforeItBuilds(String command) throws Exception {
    hideTheJdksOfThisMachine();
    var old = jdk("java-17", "17.0.19");

    var ended = tollgate(command, Map.of("CI", "false", "JAVA_HOME", old.toString()));

    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.output()).isEmpty();
    assertThat(ended.errors())
        .endsWith(
            "tollgate: needs a JDK 25 or newer. Install one (for instance: sdk install java 25-tem)"
                + " or point JAVA_HOME at it.\n");
    assertThat(alone.resolve("standalone")).doesNotExist();
  }

  @Test
  void findsAJdkThatIsInstalledWhereTheOneOnThePathIsOlder() throws Exception {
    hideTheJdksOfThisMachine();
    var old = jdk("java-17", "17.0.19");
    jdk("temurin-25", "25.0.1");

    var ended = tollgate("run", Map.of("JAVA_HOME", old.toString()));

    assertThat(ended.output()).startsWith("Building Tollgate");
    assertThat(ended.errors()).doesNotContain("needs a JDK").contains("the build failed");
  }

  /** What is installed on this machine is out of sight; only what a test installs is there. */
  private void hideTheJdksOfThisMachine() throws IOException {
    var script = Files.readString(alone.resolve("tollgate"));
    assertThat(script).contains("/usr/lib/jvm");
    Files.writeString(
        alone.resolve("tollgate"),
        script
            .replace("/usr/lib/jvm", alone.resolve("jvm").toString())
            .replace("/Library/Java", alone.resolve("library").toString()));
  }

  private Path jdk(String name, String version) throws IOException {
    var compiler = alone.resolve("jvm").resolve(name).resolve("bin/javac");
    Files.createDirectories(compiler.getParent());
    Files.writeString(compiler, "#!/bin/sh\necho javac " + version + "\n");
    Files.setPosixFilePermissions(compiler, PosixFilePermissions.fromString("rwxr-xr-x"));
    return compiler.getParent().getParent();
  }

  private record Ended(int status, String output, String errors) {}

  private Ended tollgate(String words) throws Exception {
    return tollgate(words, Map.of());
  }

  private Ended tollgate(String words, Map<String, String> environment) throws Exception {
    var command = new ArrayList<>(List.of("bash", alone.resolve("tollgate").toString()));
    command.addAll(words.isEmpty() ? List.of() : List.of(words.split(" ")));
    var builder = new ProcessBuilder(command);
    builder.environment().putAll(Map.of("HOME", alone.toString(), "SDKMAN_DIR", "", "JDK_25", ""));
    builder.environment().putAll(environment);
    var process = builder.start();
    process.getOutputStream().close();
    var output = new String(process.getInputStream().readAllBytes(), UTF_8);
    var errors = new String(process.getErrorStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return new Ended(process.exitValue(), output, errors);
  }
}
