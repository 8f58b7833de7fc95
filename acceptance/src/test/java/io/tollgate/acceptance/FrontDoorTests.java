package io.tollgate.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

  private record Ended(int status, String output, String errors) {}

  private Ended tollgate(String words) throws Exception {
    return tollgate(words, Map.of());
  }

  private Ended tollgate(String words, Map<String, String> environment) throws Exception {
    var command = new ArrayList<>(List.of("bash", alone.resolve("tollgate").toString()));
    command.addAll(words.isEmpty() ? List.of() : List.of(words.split(" ")));
    var builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    var process = builder.start();
    process.getOutputStream().close();
    var output = new String(process.getInputStream().readAllBytes(), UTF_8);
    var errors = new String(process.getErrorStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return new Ended(process.exitValue(), output, errors);
  }
}
