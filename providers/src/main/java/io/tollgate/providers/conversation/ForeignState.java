package io.tollgate.providers.conversation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tollgate.providers.call.Target;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.json.StringSplices;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes out of a request what another vendor than its target has signed, and the target's name off
 * what is its own. Where bytes pass through, a conversation that began elsewhere would carry it to
 * whom it does not belong.
 */
public final class ForeignState {
  private static final List<byte[]> MARKS =
      List.of(
          ("\"" + Opaque.CARRIED).getBytes(UTF_8),
          Opaque.IN_ID.getBytes(UTF_8),
          "\"tollgate-".getBytes(UTF_8));

  /** What is worth nothing without what signs it, or refused. */
  private static final Set<String> SIGNED =
      Set.of(
          "thinking",
          "redacted_thinking",
          "reasoning",
          "web_search_result",
          "web_search_result_location");

  private static final String SEARCHED = "web_search_tool_result";

  /** Searches whose results were taken out. */
  private final Set<String> searches = new HashSet<>();

  private ForeignState() {}

  /** The very same bytes, unless something in them says whose it is. */
  public static byte[] removed(byte[] body, Target target) {
    if (!marked(body)) {
      return body;
    }
    byte[] opened =
        StringSplices.applied(
            body, Opaque.FIELDS, Set.of(), (key, type, value) -> opened(value, target));
    if (!marked(opened)) {
      return opened;
    }
    JsonNode tree = Json.read(opened);
    new ForeignState().clean(tree);
    return Json.bytes(tree);
  }

  /** What the target itself has signed, as it came from there. */
  private static @Nullable String opened(String value, Target target) {
    if (!value.startsWith(Opaque.CARRIED)) {
      return null;
    }
    Opaque opaque = Opaque.carried(value, target.format());
    boolean own = opaque.origin() == target.format() && opaque.signer().equals(target.signer());
    return own && !opaque.data().equals(value) ? opaque.data() : null;
  }

  private static boolean marked(byte[] body) {
    for (int i = 0; i < body.length; i++) {
      if (body[i] == '"' || body[i] == '_') {
        for (byte[] mark : MARKS) {
          int end = i + mark.length;
          if (end <= body.length && Arrays.equals(body, i, end, mark, 0, mark.length)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private void clean(JsonNode node) {
    switch (node) {
      case ArrayNode array -> {
        // From the end, as results tell which searches go with them.
        for (int i = array.size() - 1; i >= 0; i--) {
          JsonNode item = array.get(i);
          if (isForeign(item) || emptied(item)) {
            array.remove(i);
          }
        }
      }
      case ObjectNode object -> {
        Opaque.FIELDS.stream().filter(field -> carried(object, field)).forEach(object::remove);
        for (Map.Entry<String, JsonNode> field : object.properties()) {
          JsonNode value = field.getValue();
          if (value.isString() && field.getKey().endsWith("id")) {
            object.put(field.getKey(), Opaque.plainId(value.stringValue()));
          } else {
            clean(value);
          }
        }
      }
      default -> {
        // Single values hold none.
      }
    }
  }

  private boolean isForeign(JsonNode item) {
    String type = item.path("type").asString("");
    boolean whole =
        SIGNED.contains(type)
            || (type.equals("compaction") && item.path("content").asString("").isEmpty())
            || item.path("thought").asBoolean(false)
            || item.path("text").asString("something").isEmpty();
    boolean carried = Opaque.FIELDS.stream().anyMatch(field -> carried(item, field));
    return (whole && carried)
        || item.path("format").asString("").startsWith("tollgate-")
        || (type.equals("server_tool_use") && searches.contains(item.path("id").asString("")));
  }

  /** Cleans what is in an item, and says whether nothing is left of a message or of a search. */
  private boolean emptied(JsonNode item) {
    JsonNode content = item.path("content");
    boolean held = content.isArray() && !content.isEmpty();
    clean(item);
    boolean searched = item.path("type").asString("").equals(SEARCHED);
    boolean emptied = held && content.isEmpty() && (searched || item.has("role"));
    if (emptied && searched) {
      searches.add(item.path("tool_use_id").asString(""));
    }
    return emptied;
  }

  private static boolean carried(JsonNode item, String field) {
    return item.path(field).asString("").startsWith(Opaque.CARRIED);
  }
}
