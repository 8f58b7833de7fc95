package io.tollgate.simulator.answer;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The one example value that the simulator derives from a JSON Schema (or Gemini's subset). */
final class SchemaExample {
  private static final int DEEPEST = 16;
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final JsonNode root;

  private SchemaExample(JsonNode root) {
    this.root = root;
  }

  /** An object that satisfies the schema, with every property it names. */
  static ObjectNode objectOf(JsonNode schema) {
    JsonNode value = new SchemaExample(schema).valueOf(schema, "value", 0);
    return value instanceof ObjectNode object ? object : NODES.objectNode();
  }

  private JsonNode valueOf(JsonNode schema, String name, int depth) {
    if (depth > DEEPEST) {
      return NODES.nullNode(); // a schema that refers to itself
    }
    if (schema.has("$ref")) {
      return valueOf(root.at(schema.path("$ref").asString("").substring(1)), name, depth + 1);
    }
    if (schema.has("const")) {
      return schema.path("const");
    }
    if (schema.path("enum").size() > 0) {
      return schema.path("enum").get(0);
    }
    for (String combination : List.of("anyOf", "oneOf", "allOf")) {
      if (schema.path(combination).size() > 0) {
        return valueOf(schema.path(combination).get(0), name, depth + 1);
      }
    }
    return switch (typeOf(schema)) {
      case "string" -> NODES.stringNode(textFor(schema, name));
      case "integer" -> NODES.numberNode(schema.path("minimum").asInt(1));
      case "number" -> NODES.numberNode(schema.path("minimum").asDouble(1.5));
      case "boolean" -> NODES.booleanNode(true);
      case "array" -> array(schema, name, depth);
      case "null" -> NODES.nullNode();
      default -> object(schema, depth);
    };
  }

  private static String typeOf(JsonNode schema) {
    JsonNode type = schema.path("type");
    String name = type.isArray() ? type.path(0).asString("") : type.asString("");
    return name.toLowerCase(java.util.Locale.ROOT); // Gemini writes STRING, OBJECT
  }

  private static String textFor(JsonNode schema, String name) {
    return switch (schema.path("format").asString("")) {
      case "date" -> "2026-01-31";
      case "date-time" -> "2026-01-31T12:00:00Z";
      case "email" -> "someone@example.com";
      case "uri" -> "https://example.com/";
      default -> "example " + name;
    };
  }

  private ArrayNode array(JsonNode schema, String name, int depth) {
    return NODES.arrayNode().add(valueOf(schema.path("items"), name, depth + 1));
  }

  private ObjectNode object(JsonNode schema, int depth) {
    ObjectNode object = NODES.objectNode();
    for (String property : new ArrayList<>(schema.path("properties").propertyNames())) {
      object.set(property, valueOf(schema.path("properties").path(property), property, depth + 1));
    }
    return object;
  }
}
