package io.tollgate.simulator.vendor.cohere;

import io.tollgate.simulator.answer.Answer;
import io.tollgate.simulator.answer.ToolCall;
import io.tollgate.simulator.answer.Words;
import io.tollgate.simulator.vendor.Frame;
import io.tollgate.simulator.vendor.Ids;
import io.tollgate.simulator.vendor.Json;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** The named events of a streamed chat, which end in {@code [DONE]}. */
final class CohereStream {
  private final List<Frame> frames = new ArrayList<>();
  private final boolean usage;
  private int content;
  private int unseen;

  CohereStream(boolean usage) {
    this.usage = usage;
  }

  List<Frame> frames(Answer answer) {
    unseen = answer.tokens().reasoning();
    start();
    if (answer.tokens().reasoning() > 0) {
      part("thinking", List.of(CohereChat.THOUGHT), 0);
    }
    if (answer.toolCalls().isEmpty()) {
      part("text", answer.pieces(), 1);
    } else {
      for (String piece : Words.pieces(CohereChat.PLAN)) {
        ObjectNode message = Json.object().put("tool_plan", piece);
        event("tool-plan-delta", -1, message, takeUnseen());
      }
    }
    int index = 0;
    for (ToolCall call : answer.toolCalls()) {
      call(index++, call);
    }
    end(answer);
    return frames;
  }

  private void start() {
    ObjectNode event = Json.object().put("id", Ids.next("")).put("type", "message-start");
    ObjectNode message = event.putObject("delta").putObject("message").put("role", "assistant");
    message.putArray("content");
    message.put("tool_plan", "").putArray("tool_calls");
    message.putArray("citations");
    frames.add(frame("message-start", event, 0));
  }

  private void part(String type, List<String> pieces, int tokensPerWord) {
    ObjectNode opened = Json.object();
    opened.putObject("content").put("type", type).put(type, "");
    event("content-start", content, opened, 0);
    for (String piece : pieces) {
      ObjectNode message = Json.object();
      message.putObject("content").put(type, piece);
      event("content-delta", content, message, takeUnseen() + tokensPerWord * Words.count(piece));
    }
    frames.add(frame("content-end", indexed("content-end", content++), 0));
  }

  private void call(int index, ToolCall call) {
    ObjectNode started = Json.object();
    started.set("tool_calls", CohereChat.call(call, ""));
    event("tool-call-start", index, started, call.tokens() + takeUnseen());
    if (!call.arguments().isEmpty()) { // a call without arguments has no delta at all
      for (String fragment : call.fragments()) {
        ObjectNode message = Json.object();
        message.putObject("tool_calls").putObject("function").put("arguments", fragment);
        event("tool-call-delta", index, message, 0);
      }
    }
    frames.add(frame("tool-call-end", indexed("tool-call-end", index), 0));
  }

  private void end(Answer answer) {
    ObjectNode event = Json.object().put("type", "message-end");
    ObjectNode delta = event.putObject("delta");
    delta.put("finish_reason", CohereChat.finishReason(answer.finish()));
    if (usage) {
      delta.set("usage", CohereChat.usage(answer.tokens()));
    }
    frames.add(frame("message-end", event, 0));
    frames.add(Frame.of("data: [DONE]\n\n"));
  }

  /** How a stream ends that fails half-way. */
  static Frame error() {
    ObjectNode event = Json.object().put("type", "message-end");
    event
        .putObject("delta")
        .put("finish_reason", "ERROR")
        .put("error", "internal server error, this has been reported to our developers");
    return frame("message-end", event, 0);
  }

  private int takeUnseen() {
    int tokens = unseen;
    unseen = 0;
    return tokens;
  }

  private static ObjectNode indexed(String type, int index) {
    return Json.object().put("type", type).put("index", index);
  }

  private void event(String type, int index, ObjectNode message, int tokens) {
    ObjectNode event = index < 0 ? Json.object().put("type", type) : indexed(type, index);
    event.putObject("delta").set("message", message);
    frames.add(frame(type, event, tokens));
  }

  private static Frame frame(String type, ObjectNode event, int tokens) {
    return Frame.of("event: %s\ndata: %s\n\n".formatted(type, event), tokens);
  }
}
