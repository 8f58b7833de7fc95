package io.tollgate.acceptance.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import tools.jackson.databind.json.JsonMapper;

/**
 * Suites in another language: copied below {@code target} with their pinned packages, run as a
 * process that prints a line of JSON for each case.
 *
 * @param name of the folder that they are in
 * @param lock the file that pins the packages; they are installed again when it changes
 */
record ForeignSuites(String name, String lock, List<String> probe, List<List<String>> install) {

  private static final Path SOURCES = Path.of("sdk").toAbsolutePath();
  private static final Path TARGET = Path.of("target", "sdk").toAbsolutePath();
  private static final JsonMapper JSON = new JsonMapper();

  /** What became of a case; {@code failure} is null when it passed. */
  private record Case(String name, @Nullable String failure) {

    DynamicTest toTest() {
      return DynamicTest.dynamicTest(
          name,
          () -> {
            if (failure != null) {
              fail(failure);
            }
          });
    }
  }

  private record Finished(List<String> command, int status, String output, String errors) {

    void requireSuccess() {
      assertThat(status).as("%s ended with%n%s%s", command, output, errors).isZero();
    }
  }

  /** Runs them all; where their runtime is missing they are skipped, though never by CI. */
  Stream<DynamicTest> run(GatewayUnderTest gateway, List<String> command) {
    boolean present = isPresent();
    if (!"true".equals(System.getenv("CI"))) {
      assumeTrue(present, "SKIPPED: there is no " + String.join(" ", probe) + " on this machine");
    }
    assertThat(present).as(String.join(" ", probe) + " works, and CI skips no test").isTrue();
    prepare();
    var finished = execute(command, gateway);
    var cases =
        finished
            .output()
            .lines()
            .filter(line -> line.startsWith("{"))
            .map(ForeignSuites::read)
            .toList();
    // The runner of Node fails when a case does, which is told case by case.
    if (cases.stream().allMatch(one -> one.failure() == null)) {
      finished.requireSuccess();
    }
    assertThat(cases).as("cases of %s", this).isNotEmpty();
    return cases.stream().map(Case::toTest);
  }

  private static Case read(String line) {
    return JSON.readValue(line, Case.class);
  }

  private boolean isPresent() {
    try {
      return new ProcessBuilder(probe)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException missing) {
      return false;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private void prepare() {
    var installed = directory().resolve("installed-" + lock);
    try {
      copySources();
      var wanted = Files.readString(directory().resolve(lock));
      if (!Files.exists(installed) || !Files.readString(installed).equals(wanted)) {
        install.forEach(step -> execute(step, null).requireSuccess());
        Files.writeString(installed, wanted);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private void copySources() throws IOException {
    Files.createDirectories(directory());
    try (var files = Files.list(SOURCES.resolve(name))) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(
            file, directory().resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private Finished execute(List<String> command, @Nullable GatewayUnderTest gateway) {
    var errors = directory().resolve("errors.log");
    var builder =
        new ProcessBuilder(command)
            .directory(directory().toFile())
            .redirectError(ProcessBuilder.Redirect.to(errors.toFile()));
    if (gateway != null) {
      builder.environment().put("TOLLGATE_URL", gateway.uri().toString());
      builder.environment().put("TOLLGATE_KEY", gateway.key());
      builder.environment().put("TOLLGATE_STRANGERS_KEY", gateway.strangersKey());
      builder.environment().put("TOLLGATE_LIMITED_KEY", gateway.limitedKey());
    }
    try {
      var process = builder.start();
      var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Finished(command, process.waitFor(), output, Files.readString(errors));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private Path directory() {
    return TARGET.resolve(name);
  }
}
