package io.tollgate.providers.json;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Changes to single fields of an object, spliced into the original bytes: whatever is not named
 * stays as the client wrote it, down to digits, escapes and the order of keys.
 */
public final class JsonEdit {
  private static final class Splice {
    private final int from;
    private final int to;
    private final byte[] replacement;

    Splice(int from, int to, byte[] replacement) {
      this.from = from;
      this.to = to;
      this.replacement = replacement;
    }

    int from() {
      return from;
    }
  }

  private final JsonOutline outline;
  private final List<Splice> splices = new ArrayList<>(4);

  private JsonEdit(JsonOutline outline) {
    this.outline = outline;
  }

  public static JsonEdit of(JsonOutline outline) {
    return new JsonEdit(outline);
  }

  /** Sets a field of the object to a JSON value, adding the field if it is not there. */
  public JsonEdit set(String name, byte[] json) {
    return set(outline, name, json);
  }

  /** Sets a field of a nested object of the same document. */
  public JsonEdit set(JsonOutline nested, String name, byte[] json) {
    JsonRange field = nested.field(name);
    if (field != null) {
      splices.add(new Splice(field.valueStart(), field.valueEnd(), json));
    } else {
      splices.add(insertion(nested, name, json));
    }
    return this;
  }

  private static Splice insertion(JsonOutline target, String name, byte[] json) {
    ByteArrayOutputStream added = new ByteArrayOutputStream(name.length() + json.length + 4);
    added.writeBytes(Json.quoted(name));
    added.write(':');
    added.writeBytes(json);
    if (!target.fields().isEmpty()) {
      added.write(',');
    }
    return new Splice(target.bodyStart(), target.bodyStart(), added.toByteArray());
  }

  /** Gives a field another key, keeping its value's bytes. */
  public JsonEdit rename(String name, String newName) {
    JsonRange field = outline.field(name);
    if (field != null) {
      int keyEnd = endOfKey(field);
      splices.add(new Splice(field.keyStart(), keyEnd, Json.quoted(newName)));
    }
    return this;
  }

  /** Replaces a string wherever it is the value of a key inside a field. */
  public JsonEdit replaceInside(String name, String key, String value, String newValue) {
    JsonRange field = outline.field(name);
    if (field == null) {
      return this;
    }
    byte[] quoted = Json.quoted(value);
    for (int at : outline.stringValues(field, key, value)) {
      splices.add(new Splice(at, at + quoted.length, Json.quoted(newValue)));
    }
    return this;
  }

  private int endOfKey(JsonRange field) {
    int end = field.valueStart() - 1;
    while (outline.bytes()[end] != '"') {
      end--;
    }
    return end + 1;
  }

  /** Removes fields, with the commas that held them apart. */
  public JsonEdit remove(Collection<String> names) {
    List<JsonRange> fields = outline.fields();
    JsonRange lastKept = null;
    for (int i = 0; i < fields.size(); i++) {
      JsonRange field = fields.get(i);
      if (!names.contains(field.name())) {
        lastKept = field;
      } else if (i + 1 < fields.size()) {
        splices.add(new Splice(field.keyStart(), fields.get(i + 1).keyStart(), new byte[0]));
      } else {
        // The last one goes together with the comma before it. Fields between it and the last one
        // that stays are removed by their own splices, which reach up to this field's key.
        int from = lastKept == null ? field.keyStart() : lastKept.valueEnd();
        int to = field.valueEnd();
        splices.removeIf(splice -> splice.from >= from && splice.to <= to && removes(splice));
        splices.add(new Splice(from, to, new byte[0]));
      }
    }
    return this;
  }

  private static boolean removes(Splice splice) {
    return splice.replacement.length == 0;
  }

  public byte[] apply() {
    byte[] source = outline.bytes();
    if (splices.isEmpty()) {
      return source;
    }
    splices.sort(Comparator.comparingInt(Splice::from));
    int growth = 0;
    for (Splice splice : splices) {
      growth += splice.replacement.length - (splice.to - splice.from);
    }
    byte[] result = new byte[source.length + growth];
    int read = 0;
    int written = 0;
    for (Splice splice : splices) {
      int kept = splice.from - read;
      System.arraycopy(source, read, result, written, kept);
      written += kept;
      System.arraycopy(splice.replacement, 0, result, written, splice.replacement.length);
      written += splice.replacement.length;
      read = splice.to;
    }
    System.arraycopy(source, read, result, written, source.length - read);
    return result;
  }
}
