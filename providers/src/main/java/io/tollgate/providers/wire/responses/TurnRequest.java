package io.tollgate.providers.wire.responses;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.InvalidRequestException;
import io.tollgate.providers.json.InvalidJsonException;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.json.JsonEdit;
import io.tollgate.providers.json.JsonOutline;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * What a Responses request says about the conversation that it belongs to.
 *
 * @param store whether its own turn is to be kept, which is the default
 * @param previous the id of the turn before; null when a conversation begins
 */
public record TurnRequest(boolean store, @Nullable String previous) {
  private static final byte[] FALSE = "false".getBytes(UTF_8);
  private static final String ENCRYPTED = "reasoning.encrypted_content";

  /** Throws {@link InvalidRequestException} where a field has the wrong form. */
  public static TurnRequest of(ClientRequest request) {
    JsonOutline body = request.body();
    try {
      boolean store = !body.has("store") || body.flag("store");
      return new TurnRequest(store, body.string("previous_response_id"));
    } catch (InvalidJsonException e) {
      throw InvalidRequestException.of(e);
    }
  }

  /**
   * The body of a request that needs no memory at the provider: all turns before its own input, and
   * nothing to be stored.
   *
   * @param reasoning whether the model thinks, so that its thoughts are to come encrypted
   */
  public static byte[] whole(ClientRequest request, List<StoredTurn> turns, boolean reasoning) {
    JsonEdit edit = JsonEdit.of(request.body());
    if (!turns.isEmpty()) {
      ArrayNode input = Json.array();
      turns.forEach(turn -> turn.addTo(input));
      input.addAll(StoredTurn.items(request));
      edit.set("input", Json.bytes(input));
    }
    if (reasoning) {
      includeThoughts(request, edit);
    }
    edit.set("store", FALSE);
    return edit.remove(Set.of("previous_response_id")).apply();
  }

  private static void includeThoughts(ClientRequest request, JsonEdit edit) {
    JsonNode asked = request.body().value("include");
    ArrayNode include = asked instanceof ArrayNode list ? list : Json.array();
    boolean there =
        StreamSupport.stream(include.spliterator(), false)
            .anyMatch(field -> field.asString("").equals(ENCRYPTED));
    if (!there) {
      edit.set("include", Json.bytes(include.deepCopy().add(ENCRYPTED)));
    }
  }
}
