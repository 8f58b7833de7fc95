package io.tollgate.providers.wire.anthropic;

import io.tollgate.providers.conversation.Notes;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The beginning of an answer that a client writes itself, for Claude to go on from. */
public final class Prefill {
  private Prefill() {}

  /** Claude refuses one that ends in white space, which other models take. */
  public static void trim(ArrayNode messages, Notes notes) {
    JsonNode last = messages.path(messages.size() - 1);
    JsonNode content = last.path("content");
    if (last.path("role").asString("").equals("assistant")
        && content.path(content.size() - 1) instanceof ObjectNode block
        && block.path("text").isString()) {
      String text = block.path("text").stringValue();
      if (!text.equals(text.stripTrailing())) {
        block.put("text", text.stripTrailing());
        notes.adapted("white space at the end of an answer begun by the client was left out");
      }
    }
  }
}
