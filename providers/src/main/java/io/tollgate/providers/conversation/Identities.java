package io.tollgate.providers.conversation;

import io.tollgate.providers.conversation.StreamEvent.Started;
import io.tollgate.providers.conversation.StreamEvent.ToolCallStarted;
import java.util.function.Consumer;

/** Gives an id to answers and tool calls whose provider gives none. */
final class Identities implements Consumer<StreamEvent> {
  private final String seed;
  private final Consumer<StreamEvent> next;

  Identities(String seed, Consumer<StreamEvent> next) {
    this.seed = seed;
    this.next = next;
  }

  @Override
  public void accept(StreamEvent event) {
    if (event instanceof Started(String id, String model) && id.isEmpty()) {
      next.accept(new Started(seed, model));
    } else if (event instanceof ToolCallStarted call && call.id().isEmpty()) {
      String id = "call_" + seed + call.choice() + "_" + call.tool();
      next.accept(
          new ToolCallStarted(call.choice(), call.tool(), id, call.name(), call.signature()));
    } else {
      next.accept(event);
    }
  }
}
