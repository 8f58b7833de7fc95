package io.tollgate.providers.wire.openai;

import io.tollgate.providers.call.FinishReason;
import io.tollgate.providers.conversation.StreamEvent;
import io.tollgate.providers.conversation.StreamEvent.Finished;
import io.tollgate.providers.conversation.StreamEvent.ReasoningDelta;
import io.tollgate.providers.conversation.StreamEvent.RefusalDelta;
import io.tollgate.providers.conversation.StreamEvent.TextDelta;
import io.tollgate.providers.conversation.StreamEvent.ToolArgumentsDelta;
import io.tollgate.providers.conversation.StreamEvent.ToolCallEnded;
import io.tollgate.providers.conversation.StreamEvent.ToolCallStarted;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * Reads the deltas of one choice. A whole message is read the same way, as one big delta. Tools are
 * numbered anew from 0, since some upstreams start elsewhere or repeat themselves.
 */
final class ChatDeltas {
  private final int choice;
  private final Consumer<StreamEvent> events;
  private final Map<Integer, Integer> tools = new LinkedHashMap<>();
  private String lastId = "";
  private int lastIndex = -1;
  private boolean finished;

  ChatDeltas(int choice, Consumer<StreamEvent> events) {
    this.choice = choice;
    this.events = events;
  }

  boolean finished() {
    return finished;
  }

  void delta(JsonNode delta) {
    reasoning(delta);
    content(delta.path("content"));
    String refusal = delta.path("refusal").stringValue("");
    if (!refusal.isEmpty()) {
      events.accept(new RefusalDelta(choice, refusal));
    }
    int position = 0;
    for (JsonNode call : delta.path("tool_calls").values()) {
      call(call, position++);
    }
    JsonNode legacy = delta.path("function_call");
    if (legacy.isObject()) {
      fragment(0, "", legacy);
    }
  }

  private void reasoning(JsonNode delta) {
    String text = delta.path("reasoning_content").stringValue("");
    if (text.isEmpty()) {
      text = delta.path("reasoning").stringValue("");
    }
    if (!text.isEmpty()) {
      events.accept(new ReasoningDelta(choice, text));
    }
  }

  /** A string nearly everywhere; with Mistral now and then a list of text and thoughts. */
  private void content(JsonNode content) {
    if (content.isString()) {
      text(content.stringValue());
      return;
    }
    for (JsonNode part : content.values()) {
      if (part.path("type").stringValue("").equals("thinking")) {
        for (JsonNode thought : part.path("thinking").values()) {
          events.accept(new ReasoningDelta(choice, thought.path("text").stringValue("")));
        }
      } else {
        text(part.path("text").stringValue(""));
      }
    }
  }

  private void text(String text) {
    if (!text.isEmpty()) {
      events.accept(new TextDelta(choice, text));
    }
  }

  private void call(JsonNode call, int position) {
    String id = call.path("id").stringValue("");
    int index = call.path("index").asInt(index(id, position));
    JsonNode function = call.has("custom") ? call.path("custom") : call.path("function");
    fragment(index, id, function);
  }

  /** Where the index is missing, a new id means a new call. */
  private int index(String id, int position) {
    boolean same = id.isEmpty() || id.equals(lastId);
    return same && lastIndex >= 0 ? lastIndex : Math.max(position, lastIndex + 1);
  }

  private void fragment(int index, String id, JsonNode function) {
    Integer tool = tools.get(index);
    if (tool == null) {
      tool = tools.size();
      tools.put(index, tool);
      String name = function.path("name").stringValue("");
      events.accept(new ToolCallStarted(choice, tool, id, name, null));
    }
    lastIndex = index;
    lastId = id.isEmpty() ? lastId : id;
    JsonNode arguments =
        function.has("input") ? function.path("input") : function.path("arguments");
    String fragment = arguments.isObject() ? arguments.toString() : arguments.stringValue("");
    if (!fragment.isEmpty()) {
      events.accept(new ToolArgumentsDelta(choice, tool, fragment));
    }
  }

  void finish(String reason) {
    if (finished) {
      return;
    }
    finished = true;
    tools.values().forEach(tool -> events.accept(new ToolCallEnded(choice, tool)));
    FinishReason read = OpenAiFinish.read(reason);
    // Some say "stop" although they call: what was called counts.
    boolean calls = !tools.isEmpty() && read == FinishReason.STOP;
    events.accept(new Finished(choice, calls ? FinishReason.TOOL_CALLS : read, null));
  }
}
