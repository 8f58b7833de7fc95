package io.tollgate.providers.json;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The one way this module reads and writes JSON: strict, bounded in depth, exact in numbers. */
public final class Json {
  /** Deeper than any real request; far from what would exhaust the stack. */
  public static final int MAX_DEPTH = 200;

  static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  // A body is bounded before it gets here, and images make strings of many MB.
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();

  /** For what clients send: a key that comes twice could mean one thing here and another there. */
  static final JsonFactory STRICT =
      FACTORY.rebuild().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private static final JsonMapper LENIENT = mapper(FACTORY);

  private Json() {}

  private static JsonMapper mapper(JsonFactory factory) {
    return JsonMapper.builder(factory)
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
        .build();
  }

  /** Reads what an upstream sent; throws {@link JacksonException} when it is no JSON. */
  public static JsonNode read(byte[] bytes) {
    return read(bytes, 0, bytes.length);
  }

  /** Reads a part of an array that an upstream sent. */
  public static JsonNode read(byte[] bytes, int offset, int length) {
    try {
      return LENIENT.readTree(bytes, offset, length);
    } catch (NumberFormatException e) {
      throw outOfRange(e);
    }
  }

  /** The parser lets the exception of an exponent beyond all bounds through as it is. */
  private static JacksonException outOfRange(NumberFormatException cause) {
    return new StreamReadException(null, "A number is out of range", cause);
  }

  /** Walks through what an upstream sent, for who keeps only little of it. */
  public static JsonParser parser(byte[] bytes) {
    return LENIENT.reader().createParser(bytes);
  }

  /** Reads JSON text, such as the arguments of a tool call. */
  public static JsonNode read(String text) {
    try {
      return LENIENT.readTree(text);
    } catch (NumberFormatException e) {
      throw outOfRange(e);
    }
  }

  public static byte[] bytes(JsonNode node) {
    return LENIENT.writeValueAsBytes(node);
  }

  /** Compact text, keys in their order, numbers with their digits. */
  public static String text(JsonNode node) {
    return LENIENT.writeValueAsString(node);
  }

  /** A JSON string literal, quotes included. */
  public static byte[] quoted(String text) {
    int length = text.length();
    byte[] quoted = new byte[length + 2];
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~' || c == '"' || c == '\\') {
        return LENIENT.writeValueAsBytes(text);
      }
      quoted[i + 1] = (byte) c;
    }
    quoted[0] = '"';
    quoted[length + 1] = '"';
    return quoted;
  }

  /** Where a string stands in a document, such as {@code messages[2].content}; null for nowhere. */
  public static @Nullable String pathOf(String text, JsonNode document) {
    if (document.isString()) {
      return document.stringValue().equals(text) ? "" : null;
    }
    for (Map.Entry<String, JsonNode> field : document.properties()) {
      String below = pathOf(text, field.getValue());
      if (below != null) {
        return below.isEmpty() || below.startsWith("[")
            ? field.getKey() + below
            : field.getKey() + "." + below;
      }
    }
    int index = 0;
    for (JsonNode item : document.values()) {
      String below = document.isArray() ? pathOf(text, item) : null;
      if (below != null) {
        String separator = below.isEmpty() || below.startsWith("[") ? "" : ".";
        return "[" + index + "]" + separator + below;
      }
      index++;
    }
    return null;
  }

  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  public static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }
}
