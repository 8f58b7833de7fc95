package io.tollgate.providers.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What must be found in a translated request, by capability and format: a file of capabilities,
 * each followed by lines of a format's name, or ALL, and a piece of its address or body. What is
 * said of one vendor stands in the place of what is said of its format.
 */
final class Carried {
  private final Map<String, List<String>> pieces = new HashMap<>();

  private Carried() {}

  static Carried read() {
    try (InputStream in = Carried.class.getResourceAsStream("/matrix/carried.txt")) {
      Carried carried = new Carried();
      String capability = "";
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        if (line.startsWith("  ")) {
          carried.pieces.computeIfAbsent(capability, any -> new ArrayList<>()).add(line.strip());
        } else {
          capability = line;
        }
      }
      return carried;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void assertIn(Cell cell, String sent) {
    List<String> own = of(cell, cell.upstream().vendor().id());
    List<String> expected =
        Stream.concat(
                of(cell, "ALL").stream(),
                (own.isEmpty() ? of(cell, cell.upstream().format().name()) : own).stream())
            .toList();
    assertThat(expected).as("what carries %s in %s", cell.title(), sent).isNotEmpty();
    assertThat(sent).as(cell.title()).contains(expected);
  }

  private List<String> of(Cell cell, String upstream) {
    return pieces.getOrDefault(cell.capability(), List.of()).stream()
        .filter(line -> line.startsWith(upstream + " "))
        .map(line -> line.substring(line.indexOf(' ') + 1))
        .toList();
  }
}
