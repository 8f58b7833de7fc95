package io.tollgate.providers.conversation;

import io.tollgate.providers.conversation.StreamEvent.Extra;
import io.tollgate.providers.conversation.StreamEvent.Scored;
import io.tollgate.providers.conversation.StreamEvent.TextDelta;
import io.tollgate.providers.conversation.StreamEvent.ToolCallStarted;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** Takes out of an answer what its client's format has no place for, and names it. */
final class NoPlace implements Consumer<StreamEvent> {
  private final ClientFormat format;
  private final Consumer<String> names;
  private final Consumer<StreamEvent> next;

  /** The choices that speak, and have not begun to call. */
  private final Set<Integer> speaking = new HashSet<>();

  NoPlace(ClientFormat format, Consumer<String> names, Consumer<StreamEvent> next) {
    this.format = format;
    this.names = names;
    this.next = next;
  }

  @Override
  public void accept(StreamEvent event) {
    if (event instanceof TextDelta text) {
      speaking.add(text.choice());
    } else if (event instanceof ToolCallStarted call) {
      speaking.remove(call.choice());
    }
    if (event instanceof Extra extra && !hasPlace(extra)) {
      names.accept(extra.name());
    } else {
      next.accept(event);
    }
  }

  private boolean hasPlace(Extra extra) {
    boolean ofCalls = extra instanceof Scored scored && !speaking.contains(scored.choice());
    return format.hasPlaceFor(extra) && !(ofCalls && format.scoresTextOnly());
  }
}
