package io.tollgate.providers.wire.responses;

import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.InvalidRequestException;
import io.tollgate.providers.json.JsonOutline;

/**
 * Refuses what refers to state kept at the provider: all callers share the gateway's account there,
 * so that one could name what belongs to another.
 */
final class StoredState {
  private static final String[] REFERENCES = {"previous_response_id", "conversation", "prompt"};

  private StoredState() {}

  static void refuse(ClientRequest request) {
    JsonOutline body = request.body();
    for (String field : REFERENCES) {
      if (body.has(field)) {
        throw InvalidRequestException.field(
            field, "'" + field + "' is not available here: send the whole input instead");
      }
    }
    if (body.flag("background")) {
      throw InvalidRequestException.field(
          "background", "'background' is not available here: responses are not stored");
    }
    if (body.mentions("input", "type", "item_reference")) {
      throw InvalidRequestException.field(
          "input", "An item_reference is not available here: send the item instead");
    }
  }
}
