package io.tollgate.providers.json;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An object's fields and where each lies in the original bytes: found in one pass that also checks
 * the whole document, so that a field can be read or replaced and every other byte survive.
 */
public final class JsonOutline {
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

  private final byte[] bytes;
  private final List<JsonRange> fields;
  private final int bodyStart;

  private JsonOutline(byte[] bytes, List<JsonRange> fields, int bodyStart) {
    this.bytes = bytes;
    this.fields = fields;
    this.bodyStart = bodyStart;
  }

  /** Reads a whole document, which must be an object; throws {@link InvalidJsonException}. */
  public static JsonOutline of(byte[] bytes) {
    if (looksLikeUtf16(bytes)) {
      throw new InvalidJsonException("The body is not UTF-8", null, null);
    }
    int fault = Utf8.firstFault(bytes);
    if (fault >= 0) {
      throw new InvalidJsonException("The body is not UTF-8: see byte " + fault, null, null);
    }
    return read(bytes, 0, bytes.length);
  }

  /** The outline of a field that is itself an object; null if the field is something else. */
  public @Nullable JsonOutline nested(String name) {
    JsonRange field = field(name);
    if (field == null || bytes[field.valueStart()] != '{') {
      return null;
    }
    return read(bytes, field.valueStart(), field.valueEnd());
  }

  private static JsonOutline read(byte[] bytes, int from, int to) {
    try (JsonParser parser =
        Json.STRICT.createParser(ObjectReadContext.empty(), bytes, from, to - from)) {
      return read(bytes, from, parser);
    } catch (JacksonException e) {
      JsonPosition position = e.getLocation() == null ? null : JsonPosition.of(e.getLocation());
      throw new InvalidJsonException(
          "The body is not valid JSON: " + forClients(e.getOriginalMessage()), null, position);
    }
  }

  /** Without the parser's remarks on where it read from, which is no client's business. */
  private static String forClients(String message) {
    int source = message.indexOf("[Source:");
    int remark = source < 0 ? -1 : message.lastIndexOf(" (", source);
    return remark < 0 ? message : message.substring(0, remark);
  }

  private static JsonOutline read(byte[] bytes, int base, JsonParser parser) {
    JsonToken first = parser.nextToken();
    if (first == null) {
      throw new InvalidJsonException("The body is empty: send a JSON object", null, null);
    }
    if (first != JsonToken.START_OBJECT) {
      throw new InvalidJsonException("The body must be a JSON object", null, here(parser));
    }
    int bodyStart = base + offset(parser.currentLocation().getByteOffset());
    List<JsonRange> fields = new ArrayList<>(16);
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      refuseVariant(name, parser);
      int keyStart = base + offset(parser.currentTokenLocation().getByteOffset());
      parser.nextToken();
      int valueStart = base + offset(parser.currentTokenLocation().getByteOffset());
      skip(name, parser);
      int valueEnd = base + offset(parser.currentLocation().getByteOffset());
      fields.add(new JsonRange(name, keyStart, valueStart, valueEnd));
    }
    if (parser.nextToken() != null) {
      throw new InvalidJsonException(
          "The body goes on after the end of its JSON", null, here(parser));
    }
    return new JsonOutline(bytes, fields, bodyStart);
  }

  private static void skip(String name, JsonParser parser) {
    if (!parser.currentToken().isStructStart()) {
      parser.finishToken();
    } else if (name.equals("input") || !CLIENTS_OWN.contains(name)) {
      // "input" is the client's own data only inside a tool call, not at the top.
      checkChildren(parser);
    } else {
      parser.skipChildren();
    }
  }

  private static void checkChildren(JsonParser parser) {
    int depth = 1;
    boolean clientsOwn = false;
    while (depth > 0) {
      JsonToken token = parser.nextToken();
      if (token == JsonToken.PROPERTY_NAME) {
        String name = parser.currentName();
        refuseVariant(name, parser);
        clientsOwn = CLIENTS_OWN.contains(name);
        continue;
      }
      if (token.isStructEnd()) {
        depth--;
      } else if (token.isStructStart() && clientsOwn) {
        parser.skipChildren();
      } else if (token.isStructStart()) {
        depth++;
      } else if (token == JsonToken.VALUE_STRING) {
        // Reading it through is what finds broken escapes and broken UTF-8.
        parser.finishToken();
      }
      clientsOwn = false;
    }
  }

  /**
   * Some upstreams match keys regardless of case and take the last one. {@code "Content"} next to
   * {@code "content"} would pass our checks with one text and reach the model with another.
   */
  private static void refuseVariant(String name, JsonParser parser) {
    if (hasUpperCase(name) && MEANINGFUL.contains(name.toLowerCase(Locale.ROOT))) {
      throw new InvalidJsonException(
          "Unknown field '" + name + "': field names are case-sensitive", name, here(parser));
    }
  }

  private static boolean hasUpperCase(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if ((c >= 'A' && c <= 'Z') || c > 127) {
        return true;
      }
    }
    return false;
  }

  private static boolean looksLikeUtf16(byte[] bytes) {
    return bytes.length > 1
        && (bytes[0] == 0 || bytes[1] == 0 || bytes[0] == (byte) 0xFE || bytes[0] == (byte) 0xFF);
  }

  private static JsonPosition here(JsonParser parser) {
    return JsonPosition.of(parser.currentTokenLocation());
  }

  private static int offset(long offset) {
    return Math.toIntExact(offset);
  }

  public byte[] bytes() {
    return bytes;
  }

  public List<JsonRange> fields() {
    return fields;
  }

  /** Offset right after the object's opening brace. */
  int bodyStart() {
    return bodyStart;
  }

  public @Nullable JsonRange field(String name) {
    for (JsonRange field : fields) {
      if (field.name().equals(name)) {
        return field;
      }
    }
    return null;
  }

  /** The field, unless it is absent or null. */
  public @Nullable JsonRange present(String name) {
    JsonRange field = field(name);
    return field == null || bytes[field.valueStart()] == 'n' ? null : field;
  }

  public boolean has(String name) {
    return present(name) != null;
  }

  /** A field's value as a tree; null if it is absent. */
  public @Nullable JsonNode value(String name) {
    JsonRange field = field(name);
    return field == null ? null : tree(field.valueStart(), field.valueEnd());
  }

  /** A string field; null if absent or null; throws when it is something else. */
  public @Nullable String string(String name) {
    JsonRange field = present(name);
    if (field == null) {
      return null;
    }
    if (bytes[field.valueStart()] != '"') {
      throw mismatch(name, "a string");
    }
    return isPlain(field)
        ? new String(
            bytes, field.valueStart() + 1, field.valueEnd() - field.valueStart() - 2, US_ASCII)
        : tree(field.valueStart(), field.valueEnd()).stringValue();
  }

  /** Whether the bytes of a string are its text, without escapes and beyond-ASCII characters. */
  private boolean isPlain(JsonRange string) {
    for (int i = string.valueStart(); i < string.valueEnd(); i++) {
      if (bytes[i] < 0 || bytes[i] == '\\') {
        return false;
      }
    }
    return true;
  }

  /** A boolean field; false if absent or null; throws when it is something else. */
  public boolean flag(String name) {
    JsonRange field = present(name);
    if (field == null) {
      return false;
    }
    return switch (bytes[field.valueStart()]) {
      case 't' -> true;
      case 'f' -> false;
      default -> throw mismatch(name, "true or false");
    };
  }

  /** A whole number that is not negative; empty if absent or null; throws otherwise. */
  public OptionalLong count(String name) {
    JsonRange field = present(name);
    if (field == null) {
      return OptionalLong.empty();
    }
    long number = 0;
    for (int i = field.valueStart(); i < field.valueEnd(); i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9 || number > Integer.MAX_VALUE) {
        throw mismatch(name, "a whole number");
      }
      number = number * 10 + digit;
    }
    return OptionalLong.of(number);
  }

  /** Whether a string is the value of a key anywhere inside a field. */
  public boolean mentions(String name, String key, String value) {
    JsonRange field = field(name);
    return field != null && !stringValues(field, key, value).isEmpty();
  }

  /**
   * Where a string is the value of a key inside a field. Works on bytes: inside a JSON string
   * quotes are escaped, so a quoted key or value is always the document's own.
   */
  List<Integer> stringValues(JsonRange field, String key, String value) {
    List<Integer> found = new ArrayList<>();
    byte[] quotedKey = Json.quoted(key);
    byte[] quotedValue = Json.quoted(value);
    for (int i = field.valueStart(); i < field.valueEnd() - quotedKey.length; i++) {
      if (bytes[i] == '"' && matches(i, quotedKey)) {
        int at = skipToValue(i + quotedKey.length);
        if (at >= 0 && matches(at, quotedValue)) {
          found.add(at);
        }
      }
    }
    return found;
  }

  private int skipToValue(int from) {
    boolean colon = false;
    for (int i = from; i < bytes.length; i++) {
      if (bytes[i] == ':' && !colon) {
        colon = true;
      } else if (bytes[i] > ' ') {
        return colon ? i : -1;
      }
    }
    return -1;
  }

  private boolean matches(int at, byte[] expected) {
    return at + expected.length <= bytes.length
        && Arrays.equals(bytes, at, at + expected.length, expected, 0, expected.length);
  }

  /** The whole object as a tree of its own. */
  public ObjectNode tree() {
    return (ObjectNode) tree(0, bytes.length);
  }

  /** Numbers and escapes are looked into only now, so that they can still be at fault. */
  private JsonNode tree(int from, int to) {
    try {
      return Json.read(bytes, from, to - from);
    } catch (JacksonException e) {
      throw new InvalidJsonException(
          "The body is not valid JSON: " + forClients(e.getOriginalMessage()), null, null);
    }
  }

  /** Says that a field is not what it must be, and where it stands. */
  public InvalidJsonException mismatch(String name, String expected) {
    return new InvalidJsonException("'" + name + "' must be " + expected, name, position(name));
  }

  public @Nullable JsonPosition position(String name) {
    JsonRange field = field(name);
    if (field == null) {
      return null;
    }
    int line = 1;
    int lineStart = 0;
    for (int i = 0; i < field.valueStart(); i++) {
      if (bytes[i] == '\n') {
        line++;
        lineStart = i + 1;
      }
    }
    return new JsonPosition(line, field.valueStart() - lineStart + 1, field.valueStart());
  }

  /** The names of all fields. */
  public Set<String> names() {
    Set<String> names = new HashSet<>();
    fields.forEach(field -> names.add(field.name()));
    return names;
  }
}
