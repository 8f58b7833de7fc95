package io.tollgate.portal.operation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Some of the input cannot be accepted: the message key of what is wrong, for each field. */
public final class InvalidInput extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Map<String, String> fields;

  public InvalidInput(Map<String, String> fields) {
    super("invalid input: " + fields.keySet());
    this.fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }

  public static InvalidInput of(String field, String key) {
    return new InvalidInput(Map.of(field, key));
  }

  public Map<String, String> fields() {
    return fields;
  }
}
