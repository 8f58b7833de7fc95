package io.tollgate.providers.wire.responses;

import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.json.Json;
import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One turn of a conversation that the gateway keeps.
 *
 * @param input the items that the client sent with this turn
 * @param response the response object, as the client got it
 */
public record StoredTurn(ArrayNode input, JsonNode response) {
  private static final int MOST_ITEMS = 100;

  /** Which items a client wants to see at once. */
  public record ItemPage(int limit, boolean ascending, String after) {
    public ItemPage {
      limit = Math.clamp(limit, 1, MOST_ITEMS);
    }
  }

  static StoredTurn of(ClientRequest request, JsonNode response) {
    return new StoredTurn(items(request), response);
  }

  /** Reads what {@link #bytes()} made. */
  public static StoredTurn read(byte[] kept) {
    JsonNode turn = Json.read(kept);
    return new StoredTurn((ArrayNode) turn.path("input"), turn.path("response"));
  }

  public byte[] bytes() {
    ObjectNode turn = Json.object();
    turn.set("input", input);
    turn.set("response", response);
    return Json.bytes(turn);
  }

  /** The input as items; a text alone stands for a message of the user's. */
  static ArrayNode items(ClientRequest request) {
    JsonNode input = request.body().value("input");
    return switch (input) {
      case ArrayNode items -> items;
      case JsonNode text when text.isString() -> {
        ArrayNode items = Json.array();
        ObjectNode message = items.addObject().put("type", "message").put("role", "user");
        message.set("content", parts(text));
        yield items;
      }
      case null, default -> Json.array();
    };
  }

  private static ArrayNode parts(JsonNode text) {
    ArrayNode parts = Json.array();
    parts.addObject().put("type", "input_text").set("text", text);
    return parts;
  }

  /** The turn as a part of the next one's input. */
  void addTo(ArrayNode conversation) {
    conversation.addAll(input);
    for (JsonNode item : response.path("output").values()) {
      // Reasoning without its encrypted content is a reference to what no provider has kept.
      boolean reasoning = item.path("type").asString("").equals("reasoning");
      if (!reasoning || item.path("encrypted_content").isString()) {
        conversation.add(item);
      }
    }
  }

  /** The response object, as JSON. */
  public byte[] responseBody() {
    return Json.bytes(response);
  }

  /** A page of the input's items, each with an id, as OpenAI lists them. */
  public byte[] itemsBody(ItemPage page) {
    List<ObjectNode> items =
        IntStream.range(0, input.size())
            .mapToObj(place -> listed(input.get(place), place))
            .toList();
    List<ObjectNode> ordered = page.ascending() ? items : items.reversed();
    List<ObjectNode> rest = ordered.subList(startAfter(ordered, page.after()), ordered.size());
    List<ObjectNode> shown = rest.subList(0, Math.min(page.limit(), rest.size()));
    ObjectNode list = Json.object().put("object", "list");
    list.putArray("data").addAll(shown);
    list.set("first_id", shown.isEmpty() ? null : shown.getFirst().path("id"));
    list.set("last_id", shown.isEmpty() ? null : shown.getLast().path("id"));
    return Json.bytes(list.put("has_more", shown.size() < rest.size()));
  }

  private static int startAfter(List<ObjectNode> items, String after) {
    for (int index = 0; index < items.size(); index++) {
      if (items.get(index).path("id").asString("").equals(after)) {
        return index + 1;
      }
    }
    return 0;
  }

  private ObjectNode listed(JsonNode item, int place) {
    ObjectNode shown = item instanceof ObjectNode object ? object.deepCopy() : Json.object();
    if (!shown.has("type")) {
      shown.put("type", "message");
    }
    if (!shown.path("id").isString()) {
      shown.put("id", idOf(shown.path("type").asString(""), place));
    }
    if (!shown.has("status")) {
      shown.put("status", "completed");
    }
    if (shown.path("content").isString()) {
      shown.set("content", parts(shown.path("content")));
    }
    return shown;
  }

  /** Where the client gave no id: its place, which is the same whenever it is listed. */
  private String idOf(String type, int place) {
    String prefix =
        switch (type) {
          case "message" -> "msg_";
          case "function_call" -> "fc_";
          case "function_call_output" -> "fco_";
          case "reasoning" -> "rs_";
          default -> "item_";
        };
    return prefix + response.path("id").asString("").replace("resp_", "") + "_" + place;
  }
}
