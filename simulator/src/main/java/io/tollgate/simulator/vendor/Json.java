package io.tollgate.simulator.vendor;

import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reading and building JSON trees. */
public final class Json {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Json() {}

  /**
   * Parses UTF-8 text.
   *
   * @throws tools.jackson.core.JacksonException if it is not JSON
   */
  public static JsonNode parse(byte[] text) {
    return MAPPER.readTree(text);
  }

  /**
   * Parses text.
   *
   * @throws tools.jackson.core.JacksonException if it is not JSON
   */
  public static JsonNode parse(String text) {
    return MAPPER.readTree(text);
  }

  /** An empty object. */
  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** An empty array. */
  public static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  /** A value of the simulator's own as a tree. */
  public static JsonNode tree(Object value) {
    return MAPPER.valueToTree(value);
  }

  /** The node as compact UTF-8 text. */
  public static byte[] bytes(JsonNode node) {
    return node.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** The node as indented text. */
  public static String pretty(JsonNode node) {
    return node.toPrettyString();
  }
}
