package io.tollgate.portal.openapi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes up a value to begin with where a document describes one: an example of the publisher's, or
 * else something of the type. A schema may hold itself many times over, so a sample has a largest
 * depth, and all of it a largest number of values.
 */
final class Sampling {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int DEEPEST = 5;
  private static final int LONGEST = 20_000;

  private int valuesLeft = 200;

  private Sampling() {}

  /** A value for a parameter, as it is typed; empty when the document gives none. */
  static String ofParameter(Tree parameter) {
    return given(parameter)
        .or(() -> said(parameter.at("schema")))
        .map(value -> value instanceof String text ? text : json(value))
        .orElse("");
  }

  /** What could be sent; where the document gives no example, only JSON can be made up. */
  static String ofBody(String mediaType, Tree media) {
    if (!mediaType.contains("json")) {
      return given(media).map(Object::toString).orElse("");
    }
    return given(media)
        .or(() -> Optional.ofNullable(new Sampling().value(media.at("schema"), 0)))
        .map(Sampling::json)
        .orElse("");
  }

  /** What the publisher gave as an example. */
  private static Optional<Object> given(Tree place) {
    return Optional.ofNullable(place.raw("example"))
        .or(() ->
            place
                .at("examples")
                .entries()
                .findFirst()
                .map(example -> example.getValue().raw("value")));
  }

  /** What a schema says that a value is, where it says more than its type. */
  private static Optional<Object> said(Tree schema) {
    return Stream.of(
            schema.raw("example"),
            schema.firstRaw("examples"),
            schema.raw("default"),
            schema.raw("const"),
            schema.firstRaw("enum"))
        .flatMap(Stream::ofNullable)
        .findFirst();
  }

  private @Nullable Object value(Tree schema, int depth) {
    valuesLeft--;
    var said = said(schema);
    if (said.isPresent() || depth > DEEPEST || valuesLeft <= 0) {
      return said.orElse(null);
    }
    var parts = schema.items("allOf").toList();
    if (!parts.isEmpty()) {
      return object(Stream.concat(parts.stream(), Stream.of(schema)).toList(), depth);
    }
    var choice = Stream.concat(schema.items("oneOf"), schema.items("anyOf")).findFirst();
    return choice.isPresent() ? value(choice.get(), depth + 1) : ofType(schema, depth);
  }

  private @Nullable Object ofType(Tree schema, int depth) {
    return switch (schema.type()) {
      case "object" -> object(List.of(schema), depth);
      case "array" -> list(schema, depth);
      case "integer", "number" -> schema.raw("minimum") instanceof Number least ? least : 0;
      case "boolean" -> false;
      case "string" -> text(schema);
      default -> schema.at("properties").isEmpty() ? null : object(List.of(schema), depth);
    };
  }

  private Map<String, @Nullable Object> object(List<Tree> parts, int depth) {
    var fields = new LinkedHashMap<String, @Nullable Object>();
    for (var part : parts) {
      part.at("properties")
          .entries()
          .filter(property -> !property.getValue().isTrue("readOnly"))
          .takeWhile(property -> valuesLeft > 0)
          .forEach(
              property -> fields.put(property.getKey(), value(property.getValue(), depth + 1)));
    }
    return fields;
  }

  private List<Object> list(Tree schema, int depth) {
    var item = value(schema.at("items"), depth + 1);
    return item == null ? List.of() : List.of(item);
  }

  private static String text(Tree schema) {
    return switch (schema.text("format")) {
      case "date" -> "2026-01-31";
      case "date-time" -> "2026-01-31T12:00:00Z";
      case "uuid" -> "00000000-0000-4000-8000-000000000000";
      case "email" -> "somebody@example.com";
      case "uri", "url" -> "https://example.com";
      default -> "text";
    };
  }

  /** Empty for what is too long to be begun with, or holds itself. */
  private static String json(Object value) {
    try {
      var written = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(value);
      return written.length() > LONGEST ? "" : written;
    } catch (JacksonException endless) {
      return "";
    }
  }
}
