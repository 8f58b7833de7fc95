package io.tollgate.providers.conversation;

import io.tollgate.providers.call.FinishReason;
import io.tollgate.providers.conversation.StreamEvent.Completed;
import io.tollgate.providers.conversation.StreamEvent.Failed;
import io.tollgate.providers.conversation.StreamEvent.Finished;
import io.tollgate.providers.conversation.StreamEvent.Started;
import io.tollgate.providers.conversation.StreamEvent.ToolCallStarted;
import io.tollgate.providers.conversation.StreamEvent.UsageReported;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Gives an id to answers and tool calls whose provider gives none, and a beginning and an end to
 * answers that have nothing in between. Some providers say that an answer just ended although it
 * calls a tool: what was called counts.
 */
final class Identities implements Consumer<StreamEvent> {
  private final String seed;
  private final Consumer<StreamEvent> next;
  private boolean started;
  private boolean finished;

  /** The choices that call a tool. */
  private final Set<Integer> calling = new HashSet<>(2);

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
    if (event instanceof Completed && !finished) {
      next.accept(new Finished(0, FinishReason.OTHER, null));
    }
    if (event instanceof ToolCallStarted call) {
      next.accept(named(call));
    } else if (event instanceof Finished end) {
      finished = true;
      next.accept(ended(end));
    } else {
      next.accept(event);
    }
  }

  private ToolCallStarted named(ToolCallStarted call) {
    calling.add(call.choice());
    if (!call.id().isEmpty()) {
      return call;
    }
    String id = "call_" + seed + call.choice() + "_" + call.tool();
    return new ToolCallStarted(call.choice(), call.tool(), id, call.name(), call.signature());
  }

  private Finished ended(Finished end) {
    boolean calls = end.reason() == FinishReason.STOP && calling.contains(end.choice());
    return calls ? new Finished(end.choice(), FinishReason.TOOL_CALLS, null) : end;
  }
}
