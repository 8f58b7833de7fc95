package io.tollgate.providers.wire.cohere;

import io.tollgate.providers.conversation.StreamEvent;
import io.tollgate.providers.conversation.StreamEvent.ToolArgumentsDelta;
import io.tollgate.providers.conversation.StreamEvent.ToolCallEnded;
import java.util.function.Consumer;

/**
 * The arguments of one call as they come in. A call without arguments says {@code null}, so
 * whatever begins like that is held until it is something else.
 */
final class GrowingCall {
  private static final String NONE = "null";

  private final int tool;
  private String held = "";
  private boolean begun;

  GrowingCall(int tool) {
    this.tool = tool;
  }

  void arguments(String fragment, Consumer<StreamEvent> events) {
    String text = held + fragment;
    if (!begun && NONE.startsWith(text)) {
      held = text;
      return;
    }
    held = "";
    begun = true;
    if (!text.isEmpty()) {
      events.accept(new ToolArgumentsDelta(0, tool, text));
    }
  }

  void end(Consumer<StreamEvent> events) {
    if (!held.isEmpty() && !held.equals(NONE)) {
      events.accept(new ToolArgumentsDelta(0, tool, held));
    }
    held = "";
    events.accept(new ToolCallEnded(0, tool));
  }
}
