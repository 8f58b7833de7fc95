package io.tollgate.providers.conversation;

import io.tollgate.providers.conversation.Conversation.Role;
import io.tollgate.providers.conversation.Conversation.Turn;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gives each call of a conversation an id of its own, for providers that refuse one that comes
 * twice: some vendors count the calls of every answer anew. Results go with the calls that they
 * answer, in their order.
 */
public final class UniqueCalls {
  private final Set<String> given = new HashSet<>();

  /** What the calls of the last turn that used an id are called now. */
  private final Map<String, Deque<String>> waiting = new HashMap<>();

  private UniqueCalls() {}

  /** The very same turns, unless an id comes twice. */
  public static List<Turn> of(List<Turn> turns) {
    Set<String> seen = new HashSet<>();
    boolean unique = turns.stream().flatMap(turn -> turn.calls().stream()).allMatch(seen::add);
    return unique ? turns : new UniqueCalls().renamed(turns);
  }

  private List<Turn> renamed(List<Turn> turns) {
    return turns.stream().map(this::renamed).toList();
  }

  private Turn renamed(Turn turn) {
    if (turn.role() == Role.ASSISTANT) {
      turn.calls().forEach(waiting::remove);
    }
    return new Turn(turn.role(), turn.parts().stream().map(this::renamed).toList());
  }

  private Part renamed(Part part) {
    return switch (part) {
      case Part.ToolCall call -> call(call);
      case Part.ToolResult result -> result(result);
      case Part.Text _,
          Part.Image _,
          Part.Document _,
          Part.Audio _,
          Part.Reasoning _,
          Part.Refusal _,
          Part.About _,
          Part.CacheMark _ ->
          part;
    };
  }

  private Part call(Part.ToolCall call) {
    String id = fresh(call.id());
    waiting.computeIfAbsent(call.id(), i -> new ArrayDeque<>()).add(id);
    return id.equals(call.id())
        ? call
        : new Part.ToolCall(id, call.name(), call.arguments(), call.signature());
  }

  private String fresh(String id) {
    String free = id;
    for (int number = 2; !given.add(free); number++) {
      free = id + "_" + number;
    }
    return free;
  }

  private Part result(Part.ToolResult result) {
    Deque<String> calls = waiting.getOrDefault(result.callId(), new ArrayDeque<>());
    String id = calls.size() > 1 ? calls.poll() : calls.peek();
    return id == null || id.equals(result.callId())
        ? result
        : new Part.ToolResult(id, result.content(), result.error());
  }
}
