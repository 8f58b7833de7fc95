package io.tollgate.providers.corpus;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Public test suites, read where they lie. Their absence skips a test, except in CI. */
final class OpenCorpora {
  private static final Path ROOT =
      Path.of(System.getProperty("tollgate.corpora", "../shared/corpora")).resolve("open");

  private OpenCorpora() {}

  static Path of(String name) {
    Path path = ROOT.resolve(name);
    if (!"true".equals(System.getenv("CI"))) {
      assumeTrue(Files.exists(path), "the corpus is not at " + path.toAbsolutePath());
    }
    return path;
  }
}
