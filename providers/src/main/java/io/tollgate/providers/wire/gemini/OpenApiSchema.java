package io.tollgate.providers.wire.gemini;

import io.tollgate.providers.json.Json;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Gemini's own schemas (a part of OpenAPI 3.0, types in capitals) as JSON Schema. */
final class OpenApiSchema {
  /** Written as strings by proto JSON, since they are 64-bit there. */
  private static final Set<String> COUNTS =
      Set.of("minItems", "maxItems", "minLength", "maxLength", "minProperties", "maxProperties");

  private OpenApiSchema() {}

  static ObjectNode toJsonSchema(ObjectNode schema) {
    ObjectNode converted = Json.object();
    for (Map.Entry<String, JsonNode> field : schema.properties()) {
      convert(field.getKey(), field.getValue(), converted);
    }
    if (schema.path("nullable").asBoolean(false) && converted.path("type").isString()) {
      String type = converted.path("type").stringValue();
      converted.putArray("type").add(type).add("null");
    }
    return converted;
  }

  private static void convert(String keyword, JsonNode value, ObjectNode converted) {
    switch (keyword) {
      case "type" -> {
        if (!value.asString("").equals("TYPE_UNSPECIFIED")) {
          converted.put("type", value.asString("object").toLowerCase(Locale.ROOT));
        }
      }
      case "nullable", "propertyOrdering", "property_ordering" -> {}
      case "properties" -> {
        ObjectNode properties = converted.putObject("properties");
        for (Map.Entry<String, JsonNode> property : value.properties()) {
          properties.set(property.getKey(), nested(property.getValue()));
        }
      }
      case "items" -> converted.set("items", nested(value));
      case "anyOf", "any_of" -> {
        var options = converted.putArray("anyOf");
        value.values().forEach(option -> options.add(nested(option)));
      }
      default -> converted.set(keyword, COUNTS.contains(keyword) ? count(value) : value);
    }
  }

  private static JsonNode nested(JsonNode schema) {
    return schema instanceof ObjectNode object ? toJsonSchema(object) : schema;
  }

  private static JsonNode count(JsonNode value) {
    return value.isString() ? Json.object().numberNode(value.asLong(0)) : value;
  }
}
