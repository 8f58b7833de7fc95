package io.tollgate.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The shell into which somebody pastes a command. */
public final class Shell {

  private Shell() {}

  /** Runs a command as it stands and returns all that it writes. */
  public static String run(String command) {
    try {
      var process = new ProcessBuilder("bash", "-c", command).redirectErrorStream(true).start();
      var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor();
      return output;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
