package io.tollgate.acceptance.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Another language with its vendors' SDKs: a folder below {@code acceptance/sdk}, copied below
 * {@code target}, with the packages that it pins.
 */
public enum ForeignRuntime {
  NODE(
      "package-lock.json",
      List.of("npm", "--version"),
      List.of(List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"))),
  PYTHON(
      "requirements.txt",
      List.of("python3", "-c", "import ensurepip, venv"),
      List.of(
          List.of("python3", "-m", "venv", "--clear", "venv"),
          List.of(
              "venv/bin/python",
              "-m",
              "pip",
              "install",
              "--quiet",
              "--disable-pip-version-check",
              "--no-deps",
              "-r",
              "requirements.txt")));

  private static final Path SOURCES = Path.of("sdk").toAbsolutePath();
  private static final Path TARGET = Path.of("target", "sdk").toAbsolutePath();

  private final String lock;
  private final List<String> probe;
  private final List<List<String>> install;
  private final String folder = name().toLowerCase(Locale.ROOT);

  ForeignRuntime(String lock, List<String> probe, List<List<String>> install) {
    this.lock = lock;
    this.probe = probe;
    this.install = install;
  }

  /** A program that has ended. */
  public record Finished(List<String> command, int status, String output, String errors) {

    /** What it printed, when it ended well. */
    public String requireSuccess() {
      assertThat(status).as("%s ended with%n%s%s", command, output, errors).isZero();
      return output;
    }
  }

  /**
   * Installs the packages, again where the file that pins them has changed. Where the runtime is
   * missing the test is skipped, though never by CI.
   */
  public ForeignRuntime prepare() {
    boolean present = isPresent();
    if (!"true".equals(System.getenv("CI"))) {
      assumeTrue(present, "SKIPPED: there is no " + String.join(" ", probe) + " on this machine");
    }
    assertThat(present).as(String.join(" ", probe) + " works, and CI skips no test").isTrue();
    var installed = directory().resolve("installed-" + lock);
    try {
      copySources();
      var wanted = Files.readString(directory().resolve(lock));
      if (!Files.exists(installed) || !Files.readString(installed).equals(wanted)) {
        install.forEach(step -> execute(step, Map.of()).requireSuccess());
        Files.writeString(installed, wanted);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return this;
  }

  /** Runs a command in the folder that has the packages, until it ends. */
  public Finished execute(List<String> command, Map<String, String> environment) {
    var errors = directory().resolve("errors.log");
    var builder =
        new ProcessBuilder(command)
            .directory(directory().toFile())
            .redirectError(ProcessBuilder.Redirect.to(errors.toFile()));
    builder.environment().putAll(environment);
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

  /** Where its packages are, and programs that use them. */
  public Path directory() {
    return TARGET.resolve(folder);
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

  private void copySources() throws IOException {
    Files.createDirectories(directory());
    try (var files = Files.list(SOURCES.resolve(folder))) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(
            file, directory().resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }
}
