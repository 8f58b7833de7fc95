package io.tollgate.gateway.request;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tollgate.providers.json.Json;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How much of a whole answer was generated: a stream of the same answer brings as much, and the
 * rest is the envelope of its protocol. Pictures and sounds are not text, and have no part in it.
 */
final class GeneratedContent {

  /** Where the client protocols keep what was generated. */
  private static final Set<String> PLACES = Set.of("choices", "content", "candidates", "output");

  private static final Set<String> TEXTS =
      Set.of(
          "content", "text", "refusal", "reasoning_content", "reasoning", "thinking", "arguments");

  /** The arguments of a tool call, in the protocols that do not send them as text. */
  private static final Set<String> OBJECTS = Set.of("input", "args");

  private GeneratedContent() {}

  /** Bytes of the content of a whole answer in any client protocol. */
  static long bytes(byte[] answer) {
    var body = Json.read(answer);
    return PLACES.stream().mapToLong(place -> bytes(body.path(place))).sum();
  }

  private static long bytes(JsonNode node) {
    return node instanceof ObjectNode object
        ? object.properties().stream().mapToLong(GeneratedContent::bytes).sum()
        : node.values().stream().mapToLong(GeneratedContent::bytes).sum();
  }

  private static long bytes(Map.Entry<String, JsonNode> field) {
    var value = field.getValue();
    if (value.isString()) {
      return TEXTS.contains(field.getKey()) ? value.stringValue().getBytes(UTF_8).length : 0;
    }
    return value.isObject() && OBJECTS.contains(field.getKey())
        ? Json.bytes(value).length
        : bytes(value);
  }
}
