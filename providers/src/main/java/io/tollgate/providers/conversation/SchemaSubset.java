package io.tollgate.providers.conversation;

import io.tollgate.providers.json.Json;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Adapts a JSON Schema to what a provider takes. Only what a provider would refuse is taken away,
 * and each such change is noted.
 *
 * @param removed keywords that are refused
 * @param closed whether it is the grammar of Anthropic's structured answers and strict tools, where
 *     every object must forbid further properties
 * @param constAsEnum whether {@code const} must be written as {@code enum} of one
 */
public record SchemaSubset(String name, Set<String> removed, boolean closed, boolean constAsEnum) {
  /** Nearly everything is taken; the top must be an object. */
  public static final SchemaSubset ANTHROPIC_INPUT =
      new SchemaSubset("Anthropic", Set.of(), false, false);

  /** The grammar behind structured answers knows no numeric or length limits. */
  public static final SchemaSubset ANTHROPIC_OUTPUT =
      new SchemaSubset(
          "Anthropic",
          Set.of(
              "minimum",
              "maximum",
              "exclusiveMinimum",
              "exclusiveMaximum",
              "multipleOf",
              "minLength",
              "maxLength",
              "maxItems",
              "uniqueItems",
              "minProperties",
              "maxProperties",
              "not",
              "if",
              "then",
              "else",
              "patternProperties",
              "dependentRequired",
              "dependentSchemas",
              "propertyNames",
              "contains"),
          true,
          false);

  /** As loosely as the vendors whose models are behind it. */
  public static final SchemaSubset BEDROCK_INPUT =
      new SchemaSubset("Bedrock", Set.of(), false, false);

  /** The same grammar as Anthropic's. */
  public static final SchemaSubset BEDROCK_OUTPUT =
      new SchemaSubset("Bedrock", ANTHROPIC_OUTPUT.removed(), true, false);

  /** What {@code parametersJsonSchema} and {@code responseJsonSchema} do not know. */
  public static final SchemaSubset GEMINI =
      new SchemaSubset(
          "Gemini",
          Set.of(
              "$schema",
              "$comment",
              "exclusiveMinimum",
              "exclusiveMaximum",
              "multipleOf",
              "not",
              "if",
              "then",
              "else",
              "patternProperties",
              "dependentRequired",
              "dependentSchemas",
              "propertyNames",
              "contains",
              "uniqueItems",
              "unevaluatedProperties",
              "examples",
              "default",
              "minLength",
              "maxLength",
              "pattern",
              "contentEncoding",
              "contentMediaType",
              "strict",
              "readOnly",
              "writeOnly",
              "deprecated"),
          false,
          true);

  /** Nearly everything is taken where nothing is promised in return. */
  public static final SchemaSubset COHERE_INPUT =
      new SchemaSubset("Cohere", Set.of(), false, false);

  /** The grammar behind structured answers and strict tools. */
  public static final SchemaSubset COHERE_OUTPUT =
      new SchemaSubset(
          "Cohere",
          Set.of(
              "$schema",
              "minimum",
              "maximum",
              "exclusiveMinimum",
              "exclusiveMaximum",
              "multipleOf",
              "minLength",
              "maxLength",
              "minItems",
              "maxItems",
              "uniqueItems",
              "minProperties",
              "maxProperties",
              "allOf",
              "oneOf",
              "not",
              "if",
              "then",
              "else",
              "patternProperties",
              "dependentRequired",
              "dependentSchemas",
              "propertyNames",
              "contains"),
          false,
          false);

  /** Below these keywords the keys are the client's names, not keywords. */
  private static final Set<String> NAMED = Set.of("properties", "$defs", "definitions");

  /** What the closed grammar knows of how texts are written. */
  private static final Set<String> FORMATS =
      Set.of(
          "date-time",
          "time",
          "date",
          "duration",
          "email",
          "hostname",
          "uri",
          "ipv4",
          "ipv6",
          "uuid");

  private static final Set<String> VALUES = Set.of("enum", "const", "default", "examples");

  /** The same for a tool's arguments where the top must be one plain object. */
  public ObjectNode adaptArguments(@Nullable ObjectNode schema, Notes notes) {
    return adapt(ObjectSchema.of(schema, notes), notes);
  }

  /** An adapted copy; an absent schema is that of no arguments. */
  public ObjectNode adapt(@Nullable ObjectNode schema, Notes notes) {
    ObjectNode adapted = schema == null ? Json.object() : (ObjectNode) schema(schema, notes);
    if (!adapted.has("type") && !adapted.has("$ref") && !adapted.has("anyOf")) {
      adapted.put("type", "object");
    }
    if (adapted.path("type").asString("").equals("object") && !adapted.has("properties")) {
      adapted.putObject("properties");
    }
    return adapted;
  }

  private JsonNode schema(JsonNode schema, Notes notes) {
    if (schema instanceof ArrayNode array) {
      ArrayNode copy = Json.array();
      array.values().forEach(item -> copy.add(schema(item, notes)));
      return copy;
    }
    if (!(schema instanceof ObjectNode object)) {
      return schema;
    }
    ObjectNode copy = Json.object();
    for (Map.Entry<String, JsonNode> keyword : object.properties()) {
      keyword(keyword.getKey(), keyword.getValue(), copy, notes);
    }
    if (closed && copy.path("type").asString("").equals("object") && isOpen(copy)) {
      copy.put("additionalProperties", false);
      notes.adapted("the schema's objects were closed to further properties for " + name);
    }
    return copy;
  }

  private static boolean isOpen(ObjectNode schema) {
    JsonNode more = schema.path("additionalProperties");
    return !more.isBoolean() || more.booleanValue();
  }

  private void keyword(String keyword, JsonNode value, ObjectNode copy, Notes notes) {
    if (removed.contains(keyword) || (closed && isBeyondGrammar(keyword, value))) {
      notes.adapted("the schema's keyword " + keyword + " was left out for " + name);
    } else if (keyword.equals("oneOf") && closed) {
      copy.set("anyOf", schema(value, notes));
      notes.adapted("the schema's oneOf was sent as anyOf for " + name);
    } else if (keyword.equals("const") && constAsEnum) {
      copy.putArray("enum").add(value);
      notes.adapted("the schema's const was sent as an enum of one for " + name);
    } else if (VALUES.contains(keyword)) {
      copy.set(keyword, value);
    } else if (NAMED.contains(keyword) && value instanceof ObjectNode names) {
      ObjectNode inner = copy.putObject(keyword);
      names
          .properties()
          .forEach(named -> inner.set(named.getKey(), schema(named.getValue(), notes)));
    } else {
      copy.set(keyword, schema(value, notes));
    }
  }

  private static boolean isBeyondGrammar(String keyword, JsonNode value) {
    return switch (keyword) {
      case "minItems" -> value.asInt(0) > 1;
      case "format" -> !FORMATS.contains(value.asString(""));
      default -> false;
    };
  }
}
