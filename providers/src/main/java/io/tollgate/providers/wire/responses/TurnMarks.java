package io.tollgate.providers.wire.responses;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a response object says of its place in a conversation that the gateway keeps. Its provider,
 * which keeps nothing, knows better of none of it.
 *
 * @param id the gateway's own, under which the next turn names this one
 * @param previous the turn before; null for the first one
 */
public record TurnMarks(String id, @Nullable String previous) {
  void onto(ObjectNode response, boolean stored) {
    response.put("id", id).put("previous_response_id", previous).put("store", stored);
  }
}
