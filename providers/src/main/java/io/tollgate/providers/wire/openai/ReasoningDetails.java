package io.tollgate.providers.wire.openai;

import io.tollgate.providers.conversation.Opaque;
import io.tollgate.providers.conversation.Part;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.json.JsonAt;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Thoughts in a chat message. OpenAI has no place for them; {@code reasoning_details}, as
 * OpenRouter coined it, carries a signature and whose it is, and comes back from clients that keep
 * a message as it was. {@code reasoning_content} is for those who only read.
 */
final class ReasoningDetails {
  private static final String FIELD = "reasoning_details";
  private static final String OURS = "tollgate-";
  private static final String VERSION = "-v1";

  private ReasoningDetails() {}

  static List<Part> decode(JsonAt message) {
    List<Part> parts = new ArrayList<>();
    for (JsonAt detail : message.get(FIELD).items()) {
      detail.settled("id", "index");
      String text = detail.get("text").optionalString();
      String data = detail.get("data").optionalString();
      String signature = data == null ? detail.get("signature").optionalString() : data;
      Opaque opaque = opaque(signature, detail.get("format").optionalString(), data != null);
      if (text != null || opaque != null) {
        parts.add(new Part.Reasoning(text == null ? "" : text, opaque));
      }
    }
    if (parts.isEmpty()) {
      String plain = message.get("reasoning_content").optionalString();
      String other = plain == null ? text(message.get("reasoning")) : plain;
      if (other != null && !other.isEmpty()) {
        parts.add(new Part.Reasoning(other, null));
      }
    }
    // The same thoughts, for readers of one dialect or another.
    message.settled("reasoning_content", "reasoning");
    return parts;
  }

  private static @Nullable String text(JsonAt reasoning) {
    return reasoning.isString() ? reasoning.string() : null;
  }

  private static @Nullable Opaque opaque(
      @Nullable String data, @Nullable String format, boolean redacted) {
    if (data == null || format == null) {
      return null;
    }
    boolean ours = format.startsWith(OURS) && format.endsWith(VERSION);
    return ours
        ? Opaque.named(
            format.substring(OURS.length(), format.length() - VERSION.length()), data, redacted)
        : null;
  }

  /** One signed thought as an item; in a stream the text has gone ahead of it. */
  static ObjectNode item(String text, Opaque signature) {
    ObjectNode item = Json.object();
    if (signature.redacted()) {
      item.put("type", "reasoning.encrypted");
      item.put("data", signature.data());
    } else {
      item.put("type", "reasoning.text");
      item.put("text", text);
      item.put("signature", signature.data());
    }
    item.put("format", OURS + signature.word() + VERSION);
    return item;
  }

  /** Adds the thoughts of a finished answer to its message. */
  static void encode(List<Part> parts, ObjectNode message) {
    StringBuilder text = new StringBuilder();
    ArrayNode details = Json.array();
    for (Part part : parts) {
      if (part instanceof Part.Reasoning(String thought, Opaque signature)) {
        text.append(thought);
        if (signature != null) {
          details.add(item(thought, signature));
        }
      }
    }
    if (!text.isEmpty()) {
      message.put("reasoning_content", text.toString());
    }
    if (!details.isEmpty()) {
      message.set(FIELD, details);
    }
  }
}
