package io.tollgate.persistence.database;

import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Small maps that are stored as JSON objects. */
public final class JsonColumn {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final TypeReference<Map<String, String>> STRINGS = new TypeReference<>() {};

  private JsonColumn() {}

  public static String text(Map<String, String> value) {
    return JSON.writeValueAsString(value);
  }

  public static Map<String, String> strings(String text) {
    return JSON.readValue(text, STRINGS);
  }
}
