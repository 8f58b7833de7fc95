package io.tollgate.providers.conversation;

import io.tollgate.providers.json.Json;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A tool's arguments for providers whose schemas must be one plain object at the top, which names
 * its properties. Alternatives are joined there: what only one of them demands is demanded no more,
 * which is for the tool to check.
 */
public final class ObjectSchema {
  private static final List<String> ALTERNATIVES = List.of("anyOf", "oneOf");
  private static final Set<String> JOINED =
      Set.of("anyOf", "oneOf", "allOf", "$ref", "not", "enum", "const");

  /** A reference may lead back to itself. */
  private static final int DEEPEST = 8;

  private final ObjectNode root;

  private ObjectSchema(ObjectNode root) {
    this.root = root;
  }

  /** The same schema, if it is one already; an absent one is that of no arguments. */
  public static ObjectNode of(@Nullable ObjectNode schema, Notes notes) {
    if (schema == null) {
      return described(Json.object());
    }
    if (JOINED.stream().noneMatch(schema::has)) {
      return described(schema);
    }
    notes.adapted(
        "the alternatives at the top of a tool's schema were joined, since this provider takes one"
            + " object");
    return new ObjectSchema(schema).joined();
  }

  private static ObjectNode described(ObjectNode schema) {
    boolean object = schema.path("type").asString("").equals("object");
    if (schema.has("type") && (!object || schema.has("properties"))) {
      return schema;
    }
    ObjectNode described = Json.object().put("type", "object");
    described.setAll(schema);
    described.withObject("properties");
    return described;
  }

  private ObjectNode joined() {
    ObjectNode joined = Json.object().put("type", "object");
    root.properties().stream()
        .filter(keyword -> !JOINED.contains(keyword.getKey()) && !keyword.getKey().equals("type"))
        .forEach(keyword -> joined.set(keyword.getKey(), keyword.getValue()));
    Fields all = fields(root, 0);
    ObjectNode properties = joined.putObject("properties");
    all.properties.forEach(properties::set);
    joined.remove("required");
    if (!all.required.isEmpty()) {
      ArrayNode required = joined.putArray("required");
      all.required.forEach(required::add);
    }
    return joined;
  }

  /** What an object may have, and what it must. */
  private record Fields(Map<String, JsonNode> properties, Set<String> required) {}

  private Fields fields(JsonNode schema, int depth) {
    Fields fields = new Fields(new LinkedHashMap<>(), new LinkedHashSet<>());
    if (depth > DEEPEST) {
      return fields;
    }
    schema
        .path("properties")
        .properties()
        .forEach(property -> fields.properties.put(property.getKey(), property.getValue()));
    schema.path("required").values().forEach(name -> fields.required.add(name.asString("")));
    also(referenced(schema), fields, depth);
    schema.path("allOf").values().forEach(part -> also(part, fields, depth));
    for (String keyword : ALTERNATIVES) {
      either(schema.path(keyword), fields, depth);
    }
    return fields;
  }

  private JsonNode referenced(JsonNode schema) {
    String reference = schema.path("$ref").asString("");
    return reference.startsWith("#/") ? root.at(reference.substring(1)) : Json.object();
  }

  private void also(JsonNode part, Fields fields, int depth) {
    Fields more = fields(part, depth + 1);
    more.properties.forEach(fields.properties::putIfAbsent);
    fields.required.addAll(more.required);
  }

  private void either(JsonNode alternatives, Fields fields, int depth) {
    Map<String, Set<JsonNode>> found = new LinkedHashMap<>();
    Set<String> always = null;
    for (JsonNode alternative : alternatives.values()) {
      Fields one = fields(alternative, depth + 1);
      one.properties.forEach(
          (name, schema) -> found.computeIfAbsent(name, n -> new LinkedHashSet<>()).add(schema));
      always = always == null ? new LinkedHashSet<>(one.required) : always;
      always.retainAll(one.required);
    }
    found.forEach((name, schemas) -> fields.properties.putIfAbsent(name, anyOf(schemas)));
    fields.required.addAll(always == null ? Set.of() : always);
  }

  private static JsonNode anyOf(Set<JsonNode> schemas) {
    if (schemas.size() == 1) {
      return schemas.iterator().next();
    }
    ObjectNode any = Json.object();
    schemas.forEach(any.putArray("anyOf")::add);
    return any;
  }
}
