package io.tollgate.providers.json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A value in a client's document together with its path, so that a mistake can be named as {@code
 * messages[2].content}. It remembers what was read of it, so that nothing is dropped in silence.
 */
public final class JsonAt {
  private final JsonNode node;
  private final @Nullable JsonAt parent;
  private final String step;
  private final ReadFields read;

  private JsonAt(JsonNode node, @Nullable JsonAt parent, String step, ReadFields read) {
    this.node = node;
    this.parent = parent;
    this.step = step;
    this.read = read;
  }

  public static JsonAt root(JsonNode node) {
    return new JsonAt(node, null, "", new ReadFields());
  }

  public JsonAt get(String field) {
    read.add(node, field);
    return child(node.path(field), field);
  }

  private JsonAt child(JsonNode value, String towards) {
    return new JsonAt(value, this, towards, read);
  }

  /** The value with all that is in it. */
  public JsonNode node() {
    read.addAll(node);
    return node;
  }

  /** Says of fields that they are read elsewhere, or repeat what others say. */
  public void settled(String... fields) {
    for (String field : fields) {
      read.add(node, field);
    }
  }

  /**
   * The fields that say something and that nobody has read, in this object and in those inside it
   * that were read field by field. A {@code type} only says which fields the others are.
   */
  public List<JsonAt> unread() {
    List<JsonAt> found = new ArrayList<>();
    addUnread(found);
    return found;
  }

  private void addUnread(List<JsonAt> found) {
    if (node.isArray()) {
      items().forEach(item -> item.addUnread(found));
    }
    Set<String> known = read.of(node);
    if (known == null) {
      return;
    }
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      JsonAt value = child(field.getValue(), field.getKey());
      if (known.contains(field.getKey())) {
        value.addUnread(found);
      } else if (value.saysSomething() && !field.getKey().equals("type")) {
        found.add(value);
      }
    }
  }

  private boolean saysSomething() {
    return present() && !(node.isArray() && node.isEmpty());
  }

  /** Put together only when it is asked for, which is when something is wrong. */
  public String path() {
    String above = parent == null ? "" : parent.path();
    boolean separate = !above.isEmpty() && !step.startsWith("[");
    return separate ? above + "." + step : above + step;
  }

  /** The path without numbers, {@code messages[].name}: the same for every item of an array. */
  public String kind() {
    String above = parent == null ? "" : parent.kind();
    if (step.startsWith("[")) {
      return above + "[]";
    }
    return above.isEmpty() ? step : above + "." + step;
  }

  /** The key or index that leads here from the value around it. */
  public String name() {
    return step;
  }

  /** Neither absent nor null. */
  public boolean present() {
    return !node.isMissingNode() && !node.isNull();
  }

  public boolean has(String field) {
    read.add(node, field);
    return node.hasNonNull(field);
  }

  public boolean isString() {
    return node.isString();
  }

  public String string() {
    if (!node.isString()) {
      throw mismatch("a string");
    }
    return node.stringValue();
  }

  public @Nullable String optionalString() {
    return present() ? string() : null;
  }

  public @Nullable Boolean optionalFlag() {
    if (!present()) {
      return null;
    }
    if (!node.isBoolean()) {
      throw mismatch("true or false");
    }
    return node.booleanValue();
  }

  public boolean flag() {
    return Boolean.TRUE.equals(optionalFlag());
  }

  public @Nullable BigDecimal optionalNumber() {
    if (!present()) {
      return null;
    }
    if (!node.isNumber()) {
      throw mismatch("a number");
    }
    return node.decimalValue();
  }

  public ObjectNode object() {
    if (!(node instanceof ObjectNode object)) {
      throw mismatch("an object");
    }
    read.addAll(object);
    return object;
  }

  /** The items of an array; none if it is absent or null. */
  public List<JsonAt> items() {
    if (!present()) {
      return List.of();
    }
    if (!node.isArray()) {
      throw mismatch("an array");
    }
    List<JsonAt> items = new ArrayList<>(node.size());
    int index = 0;
    for (JsonNode item : node.values()) {
      items.add(child(item, "[" + index++ + "]"));
    }
    return items;
  }

  /** The same, where one value may stand for an array of it, as Google's servers read JSON. */
  public List<JsonAt> itemsOrOne() {
    return node.isObject() ? List.of(this) : items();
  }

  /** The fields of an object. */
  public List<JsonAt> fields() {
    List<JsonAt> fields = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : object().properties()) {
      fields.add(child(field.getValue(), field.getKey()));
    }
    return fields;
  }

  public InvalidJsonException mismatch(String expected) {
    String what = present() ? "must be " + expected : "is missing: it must be " + expected;
    return invalid("'" + path() + "' " + what);
  }

  public InvalidJsonException invalid(String message) {
    return new InvalidJsonException(message, path(), null);
  }
}
