package io.tollgate.providers.corpus;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tollgate.providers.call.Headers;
import io.tollgate.providers.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The recorded traffic, read where it lies. Its absence skips a test, except in CI. */
final class Corpus {
  private static final Path ROOT =
      Path.of(System.getProperty("tollgate.fixtures", "../shared/fixtures"));

  /**
   * One recorded exchange.
   *
   * @param api such as {@code messages}
   */
  record Case(
      String name, String provider, String api, int status, Headers headers, JsonNode files) {
    byte[] response() {
      return read(files.path("response").asString());
    }

    boolean isStream() {
      String file = files.path("response").asString("");
      return Stream.of(".sse", ".ndjson", ".eventstream.bin").anyMatch(file::endsWith);
    }

    boolean hasRequest() {
      return files.hasNonNull("request");
    }

    byte[] request() {
      return read(files.path("request").asString());
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private Corpus() {}

  static List<Case> cases() {
    boolean present = Files.exists(ROOT.resolve("index.json"));
    if (!"true".equals(System.getenv("CI"))) {
      assumeTrue(present, "the recorded fixtures are not at " + ROOT.toAbsolutePath());
    }
    List<Case> cases = new ArrayList<>();
    for (JsonNode node : Json.read(read("index.json")).path("cases").values()) {
      cases.add(
          new Case(
              node.path("case").asString(),
              node.path("provider").asString(),
              node.path("api").asString(""),
              node.path("status").asInt(200),
              name -> node.path("response_headers").path(name).stringValue(null),
              node.path("files")));
    }
    return cases;
  }

  static byte[] read(String file) {
    try {
      return Files.readAllBytes(ROOT.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
