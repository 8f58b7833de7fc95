package io.tollgate.providers.wire.openai;

import io.tollgate.providers.json.Json;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What came in chunks without a choice, such as Azure's remarks on the prompt. Clients read the
 * first choice of every chunk, so it goes along with the next one that has any.
 */
final class ChoicelessChunk {
  /** What every chunk says of itself. */
  private static final Set<String> USUAL =
      Set.of("id", "object", "created", "model", "choices", "usage", "system_fingerprint");

  private final ObjectNode held = Json.object();

  void hold(ObjectNode chunk) {
    for (Map.Entry<String, JsonNode> field : chunk.properties()) {
      if (!USUAL.contains(field.getKey())) {
        held.set(field.getKey(), field.getValue());
      }
    }
  }

  boolean isEmpty() {
    return held.isEmpty();
  }

  /** Puts what is held into a chunk; returns whether there was anything. */
  boolean moveInto(ObjectNode chunk) {
    boolean any = !held.isEmpty();
    for (Map.Entry<String, JsonNode> field : held.properties()) {
      chunk.putIfAbsent(field.getKey(), field.getValue());
    }
    held.removeAll();
    return any;
  }

  /** The rest as a chunk of its own, where none followed; null for nothing. */
  byte @Nullable [] rest() {
    if (held.isEmpty()) {
      return null;
    }
    ObjectNode chunk = Json.object();
    chunk.putArray("choices");
    moveInto(chunk);
    return Json.bytes(chunk);
  }
}
