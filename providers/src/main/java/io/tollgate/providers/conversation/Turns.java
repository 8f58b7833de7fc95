package io.tollgate.providers.conversation;

import io.tollgate.providers.conversation.Conversation.Role;
import io.tollgate.providers.conversation.Conversation.Turn;
import java.util.ArrayList;
import java.util.List;

/** Gathers turns, joining what the same side says twice in a row. */
public final class Turns {
  private final List<Turn> turns = new ArrayList<>();

  public void add(Role role, List<Part> parts) {
    if (parts.isEmpty()) {
      return;
    }
    if (!turns.isEmpty() && turns.getLast().role() == role) {
      List<Part> joined = new ArrayList<>(turns.removeLast().parts());
      joined.addAll(parts);
      turns.add(new Turn(role, joined));
    } else {
      turns.add(new Turn(role, parts));
    }
  }

  public List<Turn> list() {
    return turns;
  }
}
