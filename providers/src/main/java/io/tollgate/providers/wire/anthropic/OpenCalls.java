package io.tollgate.providers.wire.anthropic;

import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.json.Json;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Calls that are being answered. With thinking on, Claude demands the thoughts that led to them,
 * which are gone where they were another vendor's.
 */
final class OpenCalls {
  /** Why there is no thinking, in a request's explanation. */
  static final String WITHOUT_THOUGHTS =
      "the history lacks the signed thoughts before its last tool call";

  private OpenCalls() {}

  /**
   * The request without thinking, where its thoughts were taken out; otherwise the very same bytes.
   * Thoughts that the client itself left out are its own affair.
   *
   * @param whole what it was before others' thoughts were taken out
   */
  static byte[] answerable(ClientRequest request, byte[] whole, byte[] own, List<String> adapted) {
    if (Arrays.equals(own, whole) || !request.body().has("thinking")) {
      return own;
    }
    ObjectNode body = (ObjectNode) Json.read(own);
    JsonNode opening = opening(body);
    boolean off = body.at("/thinking/type").asString("").equals("disabled");
    if (off || opening.isMissingNode() || thinks(opening) || !thinks(opening(Json.read(whole)))) {
      return own;
    }
    adapted.add("thinking was left off, since " + WITHOUT_THOUGHTS);
    body.remove("thinking");
    // Refused where nothing is thought.
    if (body.at("/context_management/edits") instanceof ArrayNode edits) {
      edits.removeIf(edit -> edit.path("type").asString("").startsWith("clear_thinking"));
    }
    return Json.bytes(body);
  }

  /** The first answer since the user spoke; the results of tools only lead to more of the same. */
  private static JsonNode opening(JsonNode body) {
    JsonNode messages = body.path("messages");
    JsonNode first = MissingNode.getInstance();
    for (int i = messages.size() - 1; i >= 0; i--) {
      JsonNode message = messages.get(i);
      String role = message.path("role").asString("");
      if (role.equals("assistant")) {
        first = message;
      } else if (role.equals("user") && !holds(message, "tool_result")) {
        return first;
      }
    }
    return first;
  }

  private static boolean thinks(JsonNode message) {
    return holds(message, "thinking") || holds(message, "redacted_thinking");
  }

  private static boolean holds(JsonNode message, String type) {
    return message
        .path("content")
        .valueStream()
        .anyMatch(block -> block.path("type").asString("").equals(type));
  }
}
