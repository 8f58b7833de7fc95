package io.tollgate.providers.json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A value in a client's document together with its path, so that a mistake can be named as {@code
 * messages[2].content}.
 */
public final class JsonAt {
  private final JsonNode node;
  private final @Nullable JsonAt parent;
  private final String step;

  private JsonAt(JsonNode node, @Nullable JsonAt parent, String step) {
    this.node = node;
    this.parent = parent;
    this.step = step;
  }

  public static JsonAt root(JsonNode node) {
    return new JsonAt(node, null, "");
  }

  public JsonAt get(String field) {
    return new JsonAt(node.path(field), this, field);
  }

  public JsonNode node() {
    return node;
  }

  /** Put together only when it is asked for, which is when something is wrong. */
  public String path() {
    String above = parent == null ? "" : parent.path();
    boolean separate = !above.isEmpty() && !step.startsWith("[");
    return separate ? above + "." + step : above + step;
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
      items.add(new JsonAt(item, this, "[" + index++ + "]"));
    }
    return items;
  }

  /** The fields of an object. */
  public List<JsonAt> fields() {
    List<JsonAt> fields = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : object().properties()) {
      fields.add(new JsonAt(field.getValue(), this, field.getKey()));
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
