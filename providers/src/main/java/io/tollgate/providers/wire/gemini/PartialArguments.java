package io.tollgate.providers.wire.gemini;

import io.tollgate.providers.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Arguments that come value by value, each with its JSON path ({@code $.a.b[0]}); strings come in
 * pieces. They are complete JSON only at the end.
 */
final class PartialArguments {
  private final ObjectNode arguments = Json.object();

  void add(JsonNode partialArgs) {
    for (JsonNode partial : partialArgs.values()) {
      String[] path = steps(partial.path("jsonPath").stringValue("$"));
      if (path.length > 0) {
        put(arguments, path, 0, partial);
      }
    }
  }

  private static String[] steps(String jsonPath) {
    String plain =
        jsonPath.replaceFirst("^\\$\\.?", "").replace("[", ".[").replaceFirst("^\\.", "");
    return plain.isEmpty() ? new String[0] : plain.split("\\.");
  }

  private static void put(JsonNode parent, String[] path, int at, JsonNode partial) {
    boolean last = at == path.length - 1;
    JsonNode known = child(parent, path[at]);
    if (last) {
      set(parent, path[at], value(known, partial));
      return;
    }
    JsonNode next = known;
    if (!next.isContainer()) {
      next = path[at + 1].startsWith("[") ? Json.array() : Json.object();
      set(parent, path[at], next);
    }
    put(next, path, at + 1, partial);
  }

  private static JsonNode child(JsonNode parent, String step) {
    return step.startsWith("[") ? parent.path(index(step)) : parent.path(name(step));
  }

  private static int index(String step) {
    String digits = step.replaceAll("\\D", "");
    return digits.isEmpty() || digits.length() > 6 ? 0 : Integer.parseInt(digits);
  }

  private static String name(String step) {
    return step.replace("'", "").replace("\"", "");
  }

  private static void set(JsonNode parent, String step, JsonNode value) {
    if (parent instanceof ArrayNode array) {
      int index = Math.min(index(step), array.size());
      if (index < array.size()) {
        array.set(index, value);
      } else {
        array.add(value);
      }
    } else if (parent instanceof ObjectNode object) {
      object.set(name(step), value);
    }
  }

  private static JsonNode value(JsonNode known, JsonNode partial) {
    if (partial.has("stringValue")) {
      String soFar = known.stringValue("");
      return Json.object().textNode(soFar + partial.path("stringValue").stringValue(""));
    }
    for (String field : new String[] {"numberValue", "boolValue"}) {
      if (partial.has(field)) {
        return partial.path(field);
      }
    }
    return Json.object().nullNode();
  }

  String json() {
    return arguments.isEmpty() ? "" : Json.text(arguments);
  }
}
