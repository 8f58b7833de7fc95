package io.tollgate.providers.wire.openai;

import io.tollgate.providers.json.Json;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Thoughts as Mistral has them: in a list of parts where every other vendor has a plain text. Its
 * clients expect the text, and thoughts beside it.
 */
final class ContentParts {
  /** What {@code Quirks.reasoningField} says of a vendor that has them. */
  static final String QUIRK = "content";

  private static final List<String> LACKED =
      List.of("refusal", "annotations", "audio", "function_call");

  private ContentParts() {}

  /** A thought and what was said after it, as one content. */
  static ArrayNode of(String thought, String text) {
    ArrayNode content = Json.array();
    ObjectNode part = content.addObject().put("type", "thinking");
    part.putArray("thinking").addObject().put("type", "text").put("text", thought);
    if (!text.isEmpty()) {
      content.addObject().put("type", "text").put("text", text);
    }
    return content;
  }

  /**
   * Puts the thoughts beside a message's text into it, and takes out what OpenAI's answers say of
   * what they lack, which is refused there; returns whether there was any of it.
   */
  static boolean inside(ObjectNode message) {
    String thought = message.path("reasoning_content").stringValue("");
    boolean changed = message.remove("reasoning_content") != null;
    changed |= message.remove("reasoning_details") != null;
    for (String field : LACKED) {
      JsonNode value = message.path(field);
      boolean empty = value.isNull() || (value.isArray() && value.isEmpty());
      changed |= empty && message.remove(field) != null;
    }
    if (!thought.isEmpty()) {
      JsonNode said = message.path("content");
      ArrayNode content = of(thought, said.stringValue(""));
      said.values().forEach(content::add);
      message.set("content", content);
    }
    return changed;
  }

  /** Makes a text and thoughts beside it of every list in an answer's choices. */
  static boolean flatten(JsonNode answer, String field) {
    boolean changed = false;
    for (JsonNode choice : answer.path("choices").values()) {
      if (choice.path(field) instanceof ObjectNode said && said.path("content").isArray()) {
        flatten(said, field.equals("delta"));
        changed = true;
      }
    }
    return changed;
  }

  private static void flatten(ObjectNode said, boolean piece) {
    StringBuilder text = new StringBuilder();
    StringBuilder thoughts = new StringBuilder();
    for (JsonNode part : said.path("content").values()) {
      text.append(part.path("text").stringValue(""));
      for (JsonNode thought : part.path("thinking").values()) {
        thoughts.append(thought.path("text").stringValue(""));
      }
    }
    if (piece && text.isEmpty()) {
      said.remove("content");
    } else {
      said.put("content", text.toString());
    }
    if (!thoughts.isEmpty()) {
      said.put("reasoning_content", thoughts.toString());
    }
  }
}
