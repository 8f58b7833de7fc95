package io.tollgate.providers.json;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Field names of JSON that stands for a protocol buffer, where {@code generationConfig} may be
 * written {@code generation_config} as well. Both at once are refused, because which of the two
 * counts is up to the reader.
 */
public final class ProtoNames {
  /** The values of these fields are maps or schemas of the client's own, whatever their keys. */
  private static final Set<String> CLIENTS_OWN =
      Set.of("args", "response", "labels", "parametersJsonSchema", "responseJsonSchema");

  private ProtoNames() {}

  /** How an object spells a field; its camel case name when it has none. */
  public static String spelling(JsonOutline object, String camelCase) {
    String snakeCase = snakeCase(camelCase);
    if (object.field(snakeCase) == null) {
      return camelCase;
    }
    if (object.field(camelCase) != null) {
      throw twice(camelCase, snakeCase, object.position(snakeCase));
    }
    return snakeCase;
  }

  /** Gives every field of a message its camel case name; throws {@link InvalidJsonException}. */
  public static void toCamelCase(JsonNode message) {
    switch (message) {
      case ObjectNode object -> fieldsToCamelCase(object);
      case ArrayNode array -> array.values().forEach(ProtoNames::toCamelCase);
      default -> {}
    }
  }

  private static void fieldsToCamelCase(ObjectNode message) {
    var fields = List.copyOf(message.properties());
    // All anew, so that their order stays as it was.
    message.removeAll();
    for (var field : fields) {
      String camelCase = camelCase(field.getKey());
      if (message.replace(camelCase, field.getValue()) != null) {
        throw twice(camelCase, snakeCase(camelCase), null);
      }
    }
    for (var field : message.properties()) {
      if (field.getKey().equals("properties")) {
        // A schema's properties: their names are the client's, their values are messages.
        field.getValue().values().forEach(ProtoNames::toCamelCase);
      } else if (!CLIENTS_OWN.contains(field.getKey())) {
        toCamelCase(field.getValue());
      }
    }
  }

  private static InvalidJsonException twice(
      String camelCase, String snakeCase, @Nullable JsonPosition position) {
    return new InvalidJsonException(
        "'%s' and '%s' are the same field: send one of them".formatted(camelCase, snakeCase),
        snakeCase,
        position);
  }

  private static String camelCase(String name) {
    StringBuilder camelCase = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      boolean joint = name.charAt(i) == '_' && i > 0 && i + 1 < name.length();
      camelCase.append(joint ? Character.toUpperCase(name.charAt(++i)) : name.charAt(i));
    }
    return camelCase.toString();
  }

  private static String snakeCase(String name) {
    StringBuilder snakeCase = new StringBuilder(name.length() + 4);
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (Character.isUpperCase(c)) {
        snakeCase.append('_');
      }
      snakeCase.append(Character.toLowerCase(c));
    }
    return snakeCase.toString();
  }
}
