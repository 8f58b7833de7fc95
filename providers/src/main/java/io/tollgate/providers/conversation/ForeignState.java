package io.tollgate.providers.conversation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tollgate.providers.call.Target;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.json.StringSplices;
import java.util.Arrays;
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

  /** Where formats keep what they have signed. */
  private static final Set<String> FIELDS =
      Set.of(
          "signature",
          "data",
          "thoughtSignature",
          "thought_signature",
          "encrypted_content",
          "encrypted_index");

  private ForeignState() {}

  /** The very same bytes, unless something in them says whose it is. */
  public static byte[] removed(byte[] body, Target target) {
    if (!marked(body)) {
      return body;
    }
    byte[] opened =
        StringSplices.applied(body, FIELDS, Set.of(), (key, type, value) -> opened(value, target));
    if (!marked(opened)) {
      return opened;
    }
    JsonNode tree = Json.read(opened);
    clean(tree);
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

  private static void clean(JsonNode node) {
    switch (node) {
      case ArrayNode array -> {
        for (int i = array.size() - 1; i >= 0; i--) {
          if (isForeign(array.get(i))) {
            array.remove(i);
          } else {
            clean(array.get(i));
          }
        }
      }
      case ObjectNode object -> {
        FIELDS.stream().filter(field -> carried(object, field)).forEach(object::remove);
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

  /** A thought or a citation is worth nothing without what signs it, or refused. */
  private static boolean isForeign(JsonNode item) {
    String type = item.path("type").asString("");
    boolean whole =
        type.equals("thinking")
            || type.equals("redacted_thinking")
            || type.equals("reasoning")
            || type.equals("web_search_result_location")
            || item.path("thought").asBoolean(false)
            || item.path("text").asString("something").isEmpty();
    boolean carried = FIELDS.stream().anyMatch(field -> carried(item, field));
    return (whole && carried) || item.path("format").asString("").startsWith("tollgate-");
  }

  private static boolean carried(JsonNode item, String field) {
    return item.path(field).asString("").startsWith(Opaque.CARRIED);
  }
}
