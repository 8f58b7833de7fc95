package io.tollgate.providers.json;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An object's fields and where each lies in the original bytes: found in one pass that also checks
 * the whole document, so that a field can be read or replaced and every other byte survive.
 */
public final class JsonOutline {
  private final byte[] bytes;
  private final List<JsonRange> fields;
  private final int bodyStart;

  JsonOutline(byte[] bytes, List<JsonRange> fields, int bodyStart) {
    this.bytes = bytes;
    this.fields = fields;
    this.bodyStart = bodyStart;
  }

  /** Reads a whole document, which must be an object; throws {@link InvalidJsonException}. */
  public static JsonOutline of(byte[] bytes) {
    return of(bytes, Vocabulary.ANY);
  }

  /** The same for a document that must use no other words than these. */
  public static JsonOutline of(byte[] bytes, Vocabulary vocabulary) {
    return OutlineReader.document(bytes, vocabulary);
  }

  /** The outline of a field that is itself an object; null if the field is something else. */
  public @Nullable JsonOutline nested(String name) {
    JsonRange field = field(name);
    if (field == null || bytes[field.valueStart()] != '{') {
      return null;
    }
    return OutlineReader.object(bytes, field.valueStart(), field.valueEnd());
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
      throw InvalidJsonException.of(e, null);
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
