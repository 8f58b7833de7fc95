package io.tollgate.providers.embeddings;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.tollgate.providers.json.Json;
import io.tollgate.providers.wire.UnreadableReplyException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.POJONode;

/**
 * Reads an answer as a tree in which an array of numbers stays the text it is: a vector has
 * thousands of them, and whoever passes them on has no use for each.
 */
final class VectorTree {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final byte[] bytes;
  private final JsonParser parser;

  private VectorTree(byte[] bytes, JsonParser parser) {
    this.bytes = bytes;
    this.parser = parser;
  }

  static JsonNode read(byte[] bytes) {
    try (JsonParser parser = Json.parser(bytes)) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        throw new UnreadableReplyException("The answer is empty");
      }
      JsonNode tree = new VectorTree(bytes, parser).value(first);
      if (parser.nextToken() != null) {
        throw new UnreadableReplyException("The answer goes on after its JSON");
      }
      return tree;
    }
  }

  /** The vector at a node of such a tree: numbers, or a string of base64. */
  static Vector vector(JsonNode node) {
    if (node instanceof POJONode stretch && stretch.getPojo() instanceof Vector.Numbers numbers) {
      return numbers;
    }
    if (node.isString()) {
      return new Vector.Packed(node.stringValue());
    }
    throw new UnreadableReplyException("An embedding is missing");
  }

  private JsonNode value(@Nullable JsonToken token) {
    return switch (token) {
      case START_OBJECT -> object();
      case START_ARRAY -> array();
      case VALUE_STRING -> NODES.stringNode(parser.getString());
      case VALUE_NUMBER_INT -> NODES.numberNode(parser.getBigIntegerValue());
      case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDecimalValue());
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      case VALUE_NULL -> NODES.nullNode();
      case null, default -> throw new UnreadableReplyException("The answer breaks off");
    };
  }

  private JsonNode object() {
    ObjectNode object = NODES.objectNode();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      object.set(name, value(parser.nextToken()));
    }
    return object;
  }

  private JsonNode array() {
    int start = Math.toIntExact(parser.currentTokenLocation().getByteOffset());
    JsonToken token = parser.nextToken();
    if (token != null && token.isNumeric()) {
      return numbers(start);
    }
    ArrayNode array = NODES.arrayNode();
    while (token != JsonToken.END_ARRAY) {
      array.add(value(token));
      token = parser.nextToken();
    }
    return array;
  }

  private JsonNode numbers(int start) {
    JsonToken token = parser.currentToken();
    while (token != null && token.isNumeric()) {
      token = parser.nextToken();
    }
    if (token != JsonToken.END_ARRAY) {
      throw new UnreadableReplyException("An embedding holds more than numbers");
    }
    int end = Math.toIntExact(parser.currentLocation().getByteOffset());
    return NODES.pojoNode(new Vector.Numbers(new String(bytes, start, end - start, ISO_8859_1)));
  }
}
