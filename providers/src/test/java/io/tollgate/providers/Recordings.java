package io.tollgate.providers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Recorded traffic, read in place; a test is skipped where the recordings are not at hand. */
public final class Recordings {
  private static final Path ROOT = Path.of(System.getProperty("tollgate.fixtures", "absent"));

  private Recordings() {}

  /** A recorded body, such as {@code cohere/rerank.request.json}. */
  public static byte[] read(String name) {
    Assumptions.assumeTrue(
        Files.isDirectory(ROOT) || "true".equals(System.getenv("CI")), "no recordings at " + ROOT);
    try {
      return Files.readAllBytes(ROOT.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
