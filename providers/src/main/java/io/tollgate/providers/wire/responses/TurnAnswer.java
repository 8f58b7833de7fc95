package io.tollgate.providers.wire.responses;

import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.json.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A whole answer of a turn that the gateway keeps: what is kept of it, and what is sent. */
public final class TurnAnswer {
  private TurnAnswer() {}

  /** What is kept; null when the answer is no response object. */
  public static @Nullable StoredTurn kept(
      ClientRequest request, @Nullable JsonNode answer, TurnMarks marks) {
    if (!(answer instanceof ObjectNode response)) {
      return null;
    }
    ObjectNode marked = response.deepCopy();
    marks.onto(marked, true);
    return StoredTurn.of(request, marked);
  }

  /** The answer as the client gets it. */
  public static byte[] shown(byte[] body, TurnMarks marks, boolean kept) {
    if (!(Json.read(body) instanceof ObjectNode response)) {
      return body;
    }
    marks.onto(response, kept);
    return Json.bytes(response);
  }
}
