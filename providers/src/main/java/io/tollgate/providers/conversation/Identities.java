package io.tollgate.providers.conversation;

import io.tollgate.providers.call.FinishReason;
import io.tollgate.providers.conversation.StreamEvent.Completed;
import io.tollgate.providers.conversation.StreamEvent.Failed;
import io.tollgate.providers.conversation.StreamEvent.Finished;
import io.tollgate.providers.conversation.StreamEvent.Started;
import io.tollgate.providers.conversation.StreamEvent.ToolCallStarted;
import io.tollgate.providers.conversation.StreamEvent.UsageReported;
import java.util.function.Consumer;

/**
 * Gives an id to answers and tool calls whose provider gives none, and a beginning and an end to
 * answers that have nothing in between.
 */
final class Identities implements Consumer<StreamEvent> {
  private final String seed;
  private final Consumer<StreamEvent> next;
  private boolean started;
  private boolean finished;

  Identities(String seed, Consumer<StreamEvent> next) {
    this.seed = seed;
    this.next = next;
  }

  @Override
  public void accept(StreamEvent event) {
    if (event instanceof Started(String id, String model)) {
      started = true;
      next.accept(new Started(id.isEmpty() ? seed : id, model));
      return;
    }
    boolean shown = !(event instanceof Failed) && !(event instanceof UsageReported);
    if (!started && shown) {
      started = true;
      next.accept(new Started(seed, ""));
    }
    if (event instanceof ToolCallStarted call && call.id().isEmpty()) {
      String id = "call_" + seed + call.choice() + "_" + call.tool();
      next.accept(
          new ToolCallStarted(call.choice(), call.tool(), id, call.name(), call.signature()));
      return;
    }
    if (event instanceof Completed && !finished) {
      next.accept(new Finished(0, FinishReason.OTHER, null));
    }
    finished |= event instanceof Finished;
    next.accept(event);
  }
}
