package io.tollgate.providers.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Expected values by case, in a file that a reviewer can read. */
final class Golden {
  private Golden() {}

  /** Compares; with {@code -Dtollgate.golden=write} writes the file instead. */
  static void assertMatches(String name, Map<String, String> actual) {
    StringBuilder lines = new StringBuilder();
    actual.forEach((key, value) -> lines.append(key).append(" = ").append(value).append('\n'));
    Path file = Path.of("src/test/resources/corpus/" + name + ".txt");
    try {
      if ("write".equals(System.getProperty("tollgate.golden"))) {
        Files.createDirectories(file.getParent());
        Files.writeString(file, lines);
      }
      assertThat(lines.toString()).isEqualTo(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
