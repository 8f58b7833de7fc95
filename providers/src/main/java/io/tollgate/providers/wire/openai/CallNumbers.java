package io.tollgate.providers.wire.openai;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Which of a choice's tool calls a piece belongs to. Calls are numbered from 0 in the order in
 * which they begin; upstreams start elsewhere, leave their number out, or give the same one to all.
 */
final class CallNumbers {
  /** Our number by the upstream's. */
  private final Map<Integer, Integer> numbers = new HashMap<>();

  /** By our number; empty where the upstream gave none. */
  private final List<String> ids = new ArrayList<>();

  private String lastId = "";
  private int lastIndex = -1;

  /** Of a piece, by its position among those that came with it. */
  int of(JsonNode call, int position) {
    String id = call.path("id").stringValue("");
    int index = call.path("index").asInt(guess(id, position));
    Integer number = numbers.get(index);
    if (number == null || isAnother(call, id, number)) {
      number = ids.size();
      numbers.put(index, number);
      ids.add(id);
    }
    lastIndex = index;
    lastId = id.isEmpty() ? lastId : id;
    return number;
  }

  /** Where the index is missing, a new id means a new call. */
  private int guess(String id, int position) {
    boolean same = id.isEmpty() || id.equals(lastId);
    return same && lastIndex >= 0 ? lastIndex : Math.max(position, lastIndex + 1);
  }

  /** A call that begins is named; some give a new id to every further piece of the same one. */
  private boolean isAnother(JsonNode call, String id, int number) {
    String known = ids.get(number);
    boolean begins = !call.path("function").path("name").stringValue("").isEmpty();
    return begins && !id.isEmpty() && !known.isEmpty() && !id.equals(known);
  }

  /** How many calls have begun. */
  int count() {
    return ids.size();
  }
}
