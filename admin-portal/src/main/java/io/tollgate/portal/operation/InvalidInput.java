package io.tollgate.portal.operation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Some of the input cannot be accepted: the message key of what is wrong, for each field. */
public final class InvalidInput extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Map<String, String> fields;
  private final transient Map<String, String> quotes;

  InvalidInput(Map<String, String> fields, Map<String, String> quotes) {
    super("invalid input: " + fields.keySet());
    this.fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    this.quotes = Map.copyOf(quotes);
  }

  public static InvalidInput of(String field, String key) {
    return new InvalidInput(Map.of(field, key), Map.of());
  }

  public Map<String, String> fields() {
    return fields;
  }

  /**
   * What the message of a field is about, for the fields where it says so: it fills the text in.
   */
  public Map<String, String> quotes() {
    return quotes;
  }
}
