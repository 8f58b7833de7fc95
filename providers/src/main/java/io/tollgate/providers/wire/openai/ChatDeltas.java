package io.tollgate.providers.wire.openai;

import io.tollgate.providers.conversation.StreamEvent;
import io.tollgate.providers.conversation.StreamEvent.Finished;
import io.tollgate.providers.conversation.StreamEvent.ReasoningDelta;
import io.tollgate.providers.conversation.StreamEvent.RefusalDelta;
import io.tollgate.providers.conversation.StreamEvent.Scored;
import io.tollgate.providers.conversation.StreamEvent.TextDelta;
import io.tollgate.providers.conversation.StreamEvent.ToolArgumentsDelta;
import io.tollgate.providers.conversation.StreamEvent.ToolCallEnded;
import io.tollgate.providers.conversation.StreamEvent.ToolCallStarted;
import io.tollgate.providers.json.Json;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * Reads the deltas of one choice. A whole message is read the same way, as one big delta. Tools are
 * numbered anew from 0, since some upstreams start elsewhere or repeat themselves.
 */
final class ChatDeltas {
  private final int choice;
  private final Consumer<StreamEvent> events;
  private final CallNumbers numbers = new CallNumbers();

  /** Ids of calls that have begun without a name, by their number. */
  private final Map<Integer, String> unnamed = new TreeMap<>();

  private boolean finished;

  ChatDeltas(int choice, Consumer<StreamEvent> events) {
    this.choice = choice;
    this.events = events;
  }

  boolean finished() {
    return finished;
  }

  void delta(JsonNode delta, JsonNode logprobs) {
    reasoning(delta);
    content(delta.path("content"));
    scores(logprobs);
    String refusal = delta.path("refusal").stringValue("");
    if (!refusal.isEmpty()) {
      events.accept(new RefusalDelta(choice, refusal));
    }
    AnswerExtras.read(delta, choice, events);
    int position = 0;
    for (JsonNode call : ToolCallRepair.list(delta)) {
      call(call, position++);
    }
    JsonNode legacy = delta.path("function_call");
    if (legacy.isObject()) {
      call(Json.object().put("index", 0).set("function", legacy), 0);
    }
  }

  private void scores(JsonNode list) {
    if (!list.isEmpty()) {
      events.accept(new Scored(choice, Logprobs.read(list)));
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
    int begun = numbers.count();
    int tool = numbers.of(call, position);
    JsonNode function = call.has("custom") ? call.path("custom") : call.path("function");
    if (numbers.count() > begun) {
      unnamed.put(tool, call.path("id").stringValue(""));
    }
    begin(tool, function.path("name").stringValue(""));
    JsonNode arguments =
        function.has("input") ? function.path("input") : function.path("arguments");
    String fragment = arguments.isObject() ? arguments.toString() : arguments.stringValue("");
    if (!fragment.isEmpty()) {
      anyway(tool);
      events.accept(new ToolArgumentsDelta(choice, tool, fragment));
    }
  }

  /** Some say who is called only in a later piece; clients read it in the first. */
  private void begin(int tool, String name) {
    String id = name.isEmpty() ? null : unnamed.remove(tool);
    if (id != null) {
      events.accept(new ToolCallStarted(choice, tool, id, name, null));
    }
  }

  /** Whoever is called, this cannot wait any longer. */
  private void anyway(int tool) {
    String id = unnamed.remove(tool);
    if (id != null) {
      events.accept(new ToolCallStarted(choice, tool, id, "", null));
    }
  }

  void finish(String reason) {
    if (finished) {
      return;
    }
    finished = true;
    for (int tool = 0; tool < numbers.count(); tool++) {
      anyway(tool);
      events.accept(new ToolCallEnded(choice, tool));
    }
    events.accept(new Finished(choice, OpenAiFinish.read(reason), null));
  }
}
