package io.tollgate.providers.wire.openai;

import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.json.Json;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Puts right what some upstreams get wrong about tool calls in an answer that is passed on: clients
 * join the pieces of a call by its number among the calls, and answer it by its id.
 */
final class ToolCallRepair {
  private final ClientRequest request;
  private final Map<Integer, CallNumbers> choices = new TreeMap<>();

  ToolCallRepair(ClientRequest request) {
    this.request = request;
  }

  /** Changes a chunk of a stream; returns whether there was anything to change. */
  boolean chunk(JsonNode chunk) {
    boolean changed = false;
    int position = 0;
    for (JsonNode choice : chunk.path("choices").values()) {
      int index = choice.path("index").asInt(position++);
      changed |= delta(choice.path("delta"), index);
    }
    return changed;
  }

  private boolean delta(JsonNode delta, int choice) {
    CallNumbers numbers = choices.computeIfAbsent(choice, c -> new CallNumbers());
    boolean changed = repaired(delta);
    int position = 0;
    for (JsonNode call : list(delta)) {
      int before = numbers.count();
      int number = numbers.of(call, position++);
      if (call instanceof ObjectNode object) {
        if (object.path("index").asInt(-1) != number) {
          object.put("index", number);
          changed = true;
        }
        changed |= numbers.count() > before && named(object, choice, number);
      }
    }
    return changed;
  }

  /** Changes a whole answer; returns whether there was anything to change. */
  boolean whole(JsonNode answer) {
    boolean changed = false;
    int choice = 0;
    for (JsonNode one : answer.path("choices").values()) {
      int number = 0;
      changed |= repaired(one.path("message"));
      for (JsonNode call : list(one.path("message"))) {
        changed |= call instanceof ObjectNode object && named(object, choice, number);
        number++;
      }
      choice++;
    }
    return changed;
  }

  /** What was called; some have no list for one call. */
  static Collection<JsonNode> list(JsonNode said) {
    JsonNode calls = said.path("tool_calls");
    return calls.isObject() ? List.of(calls) : calls.values();
  }

  /** Makes a list of a single call, and a text of arguments that are an object. */
  private static boolean repaired(JsonNode said) {
    boolean changed = false;
    if (said instanceof ObjectNode message && message.path("tool_calls").isObject()) {
      JsonNode call = message.path("tool_calls");
      message.putArray("tool_calls").add(call);
      changed = true;
    }
    for (JsonNode call : list(said)) {
      if (call.path("function") instanceof ObjectNode function
          && function.path("arguments").isObject()) {
        function.put("arguments", Json.text(function.path("arguments")));
        changed = true;
      }
    }
    return changed;
  }

  private boolean named(ObjectNode call, int choice, int number) {
    if (!call.path("id").stringValue("").isEmpty()) {
      return false;
    }
    call.put("id", "call_" + request.seed() + choice + "_" + number);
    return true;
  }
}
