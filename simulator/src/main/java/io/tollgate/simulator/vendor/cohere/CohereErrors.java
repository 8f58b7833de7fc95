package io.tollgate.simulator.vendor.cohere;

import io.tollgate.simulator.vendor.Ids;
import io.tollgate.simulator.vendor.Json;
import io.tollgate.simulator.vendor.RefusalException;
import io.tollgate.simulator.vendor.Reply;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import tools.jackson.databind.node.ObjectNode;

/** Cohere's error bodies: {@code {"id","message"}}. */
final class CohereErrors {
  static final Map<String, String> JSON = Map.of("content-type", "application/json");

  private CohereErrors() {}

  /** The body that Cohere sends with this status. */
  static Reply of(int status, OptionalInt retryAfter) {
    String message =
        switch (status) {
          case 400 -> "invalid request";
          case 429 -> "You are using a Trial key, which is limited to 20 API calls / minute.";
          case 498 -> "blocked input: please adjust your prompt and try again";
          default -> status < 500 ? "simulated refusal" : "internal server error";
        };
    Map<String, String> headers = new LinkedHashMap<>(JSON);
    retryAfter.ifPresent(seconds -> headers.put("retry-after", Integer.toString(seconds)));
    return Reply.free(status, headers, Json.bytes(body(message)));
  }

  static Reply of(int status, String message) {
    return Reply.free(status, JSON, Json.bytes(body(message)));
  }

  private static ObjectNode body(String message) {
    return Json.object().put("id", Ids.next("")).put("message", message);
  }

  static RefusalException invalid(String message) {
    return new RefusalException(of(400, message));
  }

  static RefusalException unknownModel(String model) {
    return new RefusalException(
        of(
            404,
            "model '%s' not found, make sure the correct model ID was used and that you have access to the model."
                .formatted(model)));
  }
}
