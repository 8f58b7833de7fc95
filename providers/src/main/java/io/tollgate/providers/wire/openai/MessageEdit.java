package io.tollgate.providers.wire.openai;

import static java.util.stream.Collectors.joining;

import io.tollgate.providers.vendor.Quirks;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a vendor's quirks change within a client's messages, beyond the names of roles. */
final class MessageEdit {
  private MessageEdit() {}

  /** The changed messages; null where they can stay as they are. */
  static @Nullable JsonNode of(JsonNode messages, Quirks quirks) {
    boolean changed = false;
    for (JsonNode message : messages.values()) {
      if (message instanceof ObjectNode object) {
        changed |=
            quirks.reasoningField().equals(ContentParts.QUIRK) && ContentParts.inside(object);
        changed |= quirks.shortToolIds() && shortIds(object);
        changed |= quirks.plainTexts() && joinTexts(object);
        // Two edits of one place exclude each other, so this one is made here as well.
        if (!quirks.developerRole() && object.path("role").stringValue("").equals("developer")) {
          object.put("role", "system");
        }
      }
    }
    return changed ? messages : null;
  }

  /** Whether a vendor has any such quirk, so that messages are worth being read. */
  static boolean needed(Quirks quirks) {
    return quirks.shortToolIds()
        || quirks.plainTexts()
        || quirks.reasoningField().equals(ContentParts.QUIRK);
  }

  /** Where all is text: anything else is for the vendor to refuse. */
  private static boolean joinTexts(ObjectNode message) {
    JsonNode content = message.path("content");
    boolean texts =
        content.isArray()
            && !content.isEmpty()
            && content.values().stream().allMatch(part -> part.path("text").isString());
    if (texts) {
      message.put(
          "content",
          content.values().stream()
              .map(part -> part.path("text").stringValue())
              .collect(joining("\n\n")));
    }
    return texts;
  }

  private static boolean shortIds(ObjectNode message) {
    boolean changed = shortId(message, "tool_call_id");
    for (JsonNode call : message.path("tool_calls").values()) {
      changed |= call instanceof ObjectNode object && shortId(object, "id");
    }
    return changed;
  }

  private static boolean shortId(ObjectNode object, String field) {
    String id = object.path(field).stringValue("");
    if (id.isEmpty() || ShortIds.isShort(id)) {
      return false;
    }
    object.put(field, ShortIds.of(id));
    return true;
  }
}
