package io.tollgate.providers.wire.openai;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * What {@code strict} demands of a schema: every object names all that may be in it, and requires
 * all of it.
 */
final class StrictSchema {
  private StrictSchema() {}

  static boolean fits(JsonNode schema) {
    return (!describesObject(schema) || isClosed(schema))
        && nested(schema).allMatch(StrictSchema::fits);
  }

  private static boolean describesObject(JsonNode schema) {
    return schema.has("properties") || schema.path("type").asString("").equals("object");
  }

  private static boolean isClosed(JsonNode schema) {
    JsonNode more = schema.path("additionalProperties");
    Set<String> optional = new HashSet<>(schema.path("properties").propertyNames());
    schema.path("required").values().forEach(name -> optional.remove(name.asString("")));
    return more.isBoolean() && !more.booleanValue() && optional.isEmpty();
  }

  private static Stream<JsonNode> nested(JsonNode schema) {
    Stream<JsonNode> several =
        Stream.of("properties", "$defs", "definitions", "anyOf")
            .flatMap(keyword -> schema.path(keyword).values().stream());
    return Stream.concat(several, Stream.of(schema.path("items"))).filter(JsonNode::isObject);
  }
}
