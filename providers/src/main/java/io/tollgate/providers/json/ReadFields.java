package io.tollgate.providers.json;

import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Which fields have been read of which objects of a document, to find those that nobody read. */
final class ReadFields {
  private final IdentityHashMap<JsonNode, Set<String>> fields = new IdentityHashMap<>();

  void add(JsonNode object, String field) {
    if (object.isObject()) {
      fields.computeIfAbsent(object, ignored -> new HashSet<>()).add(field);
    }
  }

  /** Somebody took the whole object, and with it all of its fields. */
  void addAll(JsonNode object) {
    if (object.isObject()) {
      fields.computeIfAbsent(object, ignored -> new HashSet<>()).addAll(object.propertyNames());
    }
  }

  /** Null if no field of this object has been read one by one, as of one that is carried whole. */
  @Nullable Set<String> of(JsonNode object) {
    return fields.get(object);
  }
}
