package io.tollgate.providers.conversation;

import io.tollgate.providers.json.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Arguments of a call for formats that want an object: a model may write anything, or half of it.
 */
public final class ToolArguments {
  private ToolArguments() {}

  /** What a model wrote, in an object unless it is one. */
  public static ObjectNode object(String json) {
    return object(json, () -> {});
  }

  /** The same for what goes to a provider. */
  public static ObjectNode object(Part.ToolCall call, Notes notes) {
    return object(
        call.arguments(),
        () -> notes.adapted("arguments of a tool call that are no object were sent inside one"));
  }

  private static ObjectNode object(String json, Runnable changed) {
    if (json.isBlank()) {
      return Json.object();
    }
    try {
      JsonNode read = Json.read(json);
      if (read instanceof ObjectNode object) {
        return object;
      }
      if (read.isNull()) {
        // What some models write for nothing.
        return Json.object();
      }
      changed.run();
      return Json.object().set("value", read);
    } catch (JacksonException cutOff) {
      changed.run();
      return Json.object().put("arguments", json);
    }
  }
}
