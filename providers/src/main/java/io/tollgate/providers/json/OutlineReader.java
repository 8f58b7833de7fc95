package io.tollgate.providers.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/**
 * Finds the fields of an object in one pass over its bytes, and refuses on the way what two readers
 * could understand differently.
 */
final class OutlineReader {
  /** Keys with a meaning to us; their case variants are refused (see {@link #refuseVariant}). */
  private static final Set<String> MEANINGFUL =
      Set.of(
          "model",
          "stream",
          "stream_options",
          "include_usage",
          "messages",
          "role",
          "content",
          "text",
          "type",
          "input",
          "instructions",
          "prompt",
          "system",
          "tools",
          "tool_calls",
          "tool_choice",
          "max_tokens",
          "max_completion_tokens",
          "max_output_tokens",
          "n",
          "previous_response_id",
          "contents",
          "parts",
          "documents",
          "query");

  /** Below these keys the client's own data begins, where any spelling is the client's business. */
  private static final Set<String> CLIENTS_OWN =
      Set.of(
          "parameters",
          "parametersJsonSchema",
          "input_schema",
          "schema",
          "responseSchema",
          "responseJsonSchema",
          "metadata",
          "input",
          "args",
          "response",
          "arguments",
          "logit_bias",
          "labels",
          "json");

  private OutlineReader() {}

  /** Reads a whole document, encoding included; throws {@link InvalidJsonException}. */
  static JsonOutline document(byte[] bytes, Vocabulary vocabulary) {
    if (looksLikeUtf16(bytes)) {
      throw new InvalidJsonException("The body is not UTF-8", null, null);
    }
    int fault = Utf8.firstFault(bytes);
    if (fault >= 0) {
      throw new InvalidJsonException("The body is not UTF-8: see byte " + fault, null, null);
    }
    return object(bytes, 0, bytes.length, vocabulary);
  }

  private static boolean looksLikeUtf16(byte[] bytes) {
    return bytes.length > 1
        && (bytes[0] == 0 || bytes[1] == 0 || bytes[0] == (byte) 0xFE || bytes[0] == (byte) 0xFF);
  }

  /** Reads the object that lies between two offsets. */
  static JsonOutline object(byte[] bytes, int from, int to) {
    return object(bytes, from, to, Vocabulary.ANY);
  }

  private static JsonOutline object(byte[] bytes, int from, int to, Vocabulary vocabulary) {
    try (JsonParser parser =
        Json.STRICT.createParser(ObjectReadContext.empty(), bytes, from, to - from)) {
      return read(bytes, from, parser, vocabulary);
    } catch (JacksonException e) {
      throw InvalidJsonException.of(
          e, e.getLocation() == null ? null : JsonPosition.of(e.getLocation()));
    }
  }

  private static JsonOutline read(
      byte[] bytes, int base, JsonParser parser, Vocabulary vocabulary) {
    JsonToken first = parser.nextToken();
    if (first == null) {
      throw new InvalidJsonException("The body is empty: send a JSON object", null, null);
    }
    if (first != JsonToken.START_OBJECT) {
      throw new InvalidJsonException("The body must be a JSON object", null, here(parser));
    }
    int bodyStart = base + offset(parser.currentLocation().getByteOffset());
    List<JsonRange> fields = new ArrayList<>(16);
    FoldedKeys keys = new FoldedKeys();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      refuseVariant(name, parser);
      if (keys.hasTwin(name, fields)) {
        throw new InvalidJsonException(
            "'" + name + "' is another field in other letters: send one of them",
            name,
            here(parser));
      }
      int keyStart = base + offset(parser.currentTokenLocation().getByteOffset());
      parser.nextToken();
      int valueStart = base + offset(parser.currentTokenLocation().getByteOffset());
      skip(name, parser, vocabulary);
      int valueEnd = base + offset(parser.currentLocation().getByteOffset());
      fields.add(new JsonRange(name, keyStart, valueStart, valueEnd));
    }
    if (parser.nextToken() != null) {
      throw new InvalidJsonException(
          "The body goes on after the end of its JSON", null, here(parser));
    }
    return new JsonOutline(bytes, fields, bodyStart);
  }

  private static void skip(String name, JsonParser parser, Vocabulary vocabulary) {
    if (!parser.currentToken().isStructStart()) {
      parser.finishToken();
    } else if (name.equals("input") || !CLIENTS_OWN.contains(name)) {
      // "input" is the client's own data only inside a tool call, not at the top.
      checkChildren(parser, vocabulary);
    } else {
      parser.skipChildren();
    }
  }

  private static void checkChildren(JsonParser parser, Vocabulary vocabulary) {
    Vocabulary.Watch watch = vocabulary.watch();
    int depth = 1;
    boolean clientsOwn = false;
    while (depth > 0) {
      JsonToken token = parser.nextToken();
      if (token == JsonToken.PROPERTY_NAME) {
        String name = parser.currentName();
        refuseVariant(name, parser);
        clientsOwn = CLIENTS_OWN.contains(name);
        if (watch != null) {
          watch.field(name, parser.streamReadContext());
        }
        continue;
      }
      if (token.isStructEnd()) {
        depth--;
        if (watch != null && token == JsonToken.END_OBJECT) {
          watch.end(parser.streamReadContext());
        }
      } else if (token.isStructStart() && clientsOwn) {
        parser.skipChildren();
      } else if (token.isStructStart()) {
        depth++;
      } else if (token == JsonToken.VALUE_STRING) {
        // Reading it through is what finds broken escapes and broken UTF-8.
        parser.finishToken();
        vocabulary.check(parser);
      }
      clientsOwn = false;
    }
  }

  /**
   * Some upstreams match keys regardless of case and take the last one. {@code "Content"} next to
   * {@code "content"} would pass our checks with one text and reach the model with another.
   */
  private static void refuseVariant(String name, JsonParser parser) {
    if (FoldedKeys.changes(name) && MEANINGFUL.contains(FoldedKeys.fold(name))) {
      throw new InvalidJsonException(
          "Unknown field '" + name + "': field names are case-sensitive", name, here(parser));
    }
  }

  private static JsonPosition here(JsonParser parser) {
    return JsonPosition.of(parser.currentTokenLocation());
  }

  private static int offset(long offset) {
    return Math.toIntExact(offset);
  }
}
