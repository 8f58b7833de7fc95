package io.tollgate.providers.wire.gemini;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.tollgate.providers.conversation.Notes;
import io.tollgate.providers.json.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Marks what another model said in a conversation that goes on at a Gemini: its calls and pictures
 * have no signature, without which newer models refuse them.
 */
final class UnsignedParts {
  /** Google's documented stand-in for a signature that there is none of. */
  private static final String NO_SIGNATURE = "skip_thought_signature_validator";

  private static final List<String> SIGNED =
      List.of("\"functionCall\"", "\"function_call\"", "\"inlineData\"", "\"inline_data\"");

  private UnsignedParts() {}

  /** The very same bytes, unless there is something to mark. */
  static byte[] marked(byte[] body, Notes notes) {
    String text = new String(body, ISO_8859_1);
    if (!text.contains("\"model\"") || SIGNED.stream().noneMatch(text::contains)) {
      return body;
    }
    JsonNode tree = Json.read(body);
    boolean changed = false;
    for (List<JsonNode> turn : modelTurns(tree.path("contents"))) {
      changed |= mark(turn, notes);
    }
    return changed ? Json.bytes(tree) : body;
  }

  /** The parts of each; what a client gathered of a stream may be several contents in a row. */
  private static List<List<JsonNode>> modelTurns(JsonNode contents) {
    List<List<JsonNode>> turns = new ArrayList<>();
    boolean goesOn = false;
    for (JsonNode content : contents.values()) {
      boolean model = content.path("role").asString("").equals("model");
      if (model && !goesOn) {
        turns.add(new ArrayList<>());
      }
      if (model) {
        JsonNode parts = content.path("parts");
        turns.getLast().addAll(parts.isObject() ? List.of(parts) : parts.values());
      }
      goesOn = model;
    }
    return turns;
  }

  /** Of several calls at once only the first is signed; tells whether there was one to mark. */
  static boolean mark(Collection<JsonNode> turn, Notes notes) {
    boolean changed = false;
    boolean called = false;
    for (JsonNode part : turn) {
      boolean call = has(part, "functionCall", "function_call");
      boolean picture = has(part, "inlineData", "inline_data");
      boolean signed = has(part, "thoughtSignature", "thought_signature");
      if (((call && !called) || picture) && !signed) {
        ((ObjectNode) part).put("thoughtSignature", NO_SIGNATURE);
        notes.adapted(
            (call ? "a tool call of another model" : "a picture of an assistant turn")
                + " was marked as unsigned for Gemini");
        changed = true;
      }
      called |= call;
    }
    return changed;
  }

  private static boolean has(JsonNode part, String camelCase, String snakeCase) {
    return part.has(camelCase) || part.has(snakeCase);
  }
}
