package io.tollgate.providers.corpus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollgate.providers.json.InvalidJsonException;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.json.JsonOutline;
import io.tollgate.providers.sse.SseDecoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** Parsers against the suites that exist to break them. */
class OpenCorporaTests {
  /** The suite's y_ cases that we refuse all the same, since two readers may disagree on them. */
  private static final List<String> READABLE_IN_TWO_WAYS =
      List.of("y_object_duplicated_key.json", "y_object_duplicated_key_and_value.json");

  @TestFactory
  Stream<DynamicTest> acceptsValidJsonRefusesInvalidAndNeverCrashes() throws IOException {
    Path suite = OpenCorpora.of("json/JSONTestSuite/test_parsing");
    return Files.list(suite)
        .sorted()
        .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)));
  }

  private static void check(Path file) throws IOException {
    byte[] document = inAnObject(Files.readAllBytes(file));
    String name = file.getFileName().toString();
    if (name.startsWith("y_") && !READABLE_IN_TWO_WAYS.contains(name)) {
      JsonOutline.of(document);
    } else if (name.startsWith("n_") || READABLE_IN_TWO_WAYS.contains(name)) {
      assertThatThrownBy(() -> JsonOutline.of(document)).isInstanceOf(InvalidJsonException.class);
    } else {
      acceptsOrRefuses(document);
    }
  }

  private static void acceptsOrRefuses(byte[] document) {
    try {
      JsonOutline.of(document);
    } catch (InvalidJsonException refused) {
      assertThat(refused.getMessage()).isNotBlank();
    }
  }

  /** A request is an object, so each case becomes a field's value. */
  private static byte[] inAnObject(byte[] json) {
    byte[] start = "{\"case\":".getBytes(UTF_8);
    byte[] document = new byte[start.length + json.length + 1];
    System.arraycopy(start, 0, document, 0, start.length);
    System.arraycopy(json, 0, document, start.length, json.length);
    document[document.length - 1] = '}';
    return document;
  }

  @TestFactory
  Stream<DynamicTest> readsEventStreamsAsTheStandardDoes() throws IOException {
    return Files.readAllLines(OpenCorpora.of("http/sse-streams.jsonl")).stream()
        .map(Json::read)
        .filter(row -> row.path("expect_messages").isArray())
        .map(
            row -> DynamicTest.dynamicTest(row.path("name").asString(), () -> assertMessages(row)));
  }

  private static void assertMessages(JsonNode row) {
    List<String> expected = new ArrayList<>();
    row.path("expect_messages").values().forEach(m -> expected.add(m.path("data").asString()));
    byte[] stream = row.path("stream").asString().getBytes(UTF_8);
    for (int cut = 0; cut <= stream.length; cut++) {
      List<String> seen = new ArrayList<>();
      SseDecoder decoder = new SseDecoder(event -> seen.add(event.dataText()));
      decoder.feed(ByteBuffer.wrap(stream, 0, cut));
      decoder.feed(ByteBuffer.wrap(stream, cut, stream.length - cut));
      decoder.end();
      assertThat(seen).as("cut at %d", cut).isEqualTo(expected);
    }
  }
}
