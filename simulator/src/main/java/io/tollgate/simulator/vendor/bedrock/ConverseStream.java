package io.tollgate.simulator.vendor.bedrock;

import io.tollgate.simulator.answer.Answer;
import io.tollgate.simulator.answer.ToolCall;
import io.tollgate.simulator.answer.Words;
import io.tollgate.simulator.vendor.Frame;
import io.tollgate.simulator.vendor.Ids;
import io.tollgate.simulator.vendor.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** The events of a streamed answer, each with the padding that hides how long it is. */
final class ConverseStream {
  private static final String PADDING = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ01";

  private final List<Frame> frames = new ArrayList<>();
  private int block;
  private int unseen;

  List<Frame> frames(Answer answer, ObjectNode stop, ObjectNode metadata) {
    unseen = answer.tokens().reasoning();
    event("messageStart", Json.object().put("role", "assistant"), 0);
    if (unseen > 0) {
      reasoning(Json.object().put("text", Converse.THOUGHT), takeUnseen());
      reasoning(Json.object().put("signature", Ids.next("sig")), 0);
      close();
    }
    if (answer.toolCalls().isEmpty()) {
      for (String piece : answer.pieces()) {
        delta(Json.object().put("text", piece), Words.count(piece));
      }
      close();
    }
    answer.toolCalls().forEach(this::toolUse);
    event("messageStop", stop, 0);
    event("metadata", metadata, 0);
    return frames;
  }

  private void reasoning(ObjectNode content, int tokens) {
    ObjectNode delta = Json.object();
    delta.set("reasoningContent", content);
    delta(delta, tokens);
  }

  private void toolUse(ToolCall call) {
    ObjectNode opened = Json.object().put("contentBlockIndex", block);
    opened
        .putObject("start")
        .putObject("toolUse")
        .put("toolUseId", Ids.next("tooluse_"))
        .put("name", call.name());
    event("contentBlockStart", opened, call.tokens());
    if (!call.arguments().isEmpty()) {
      for (String fragment : call.fragments()) {
        ObjectNode delta = Json.object();
        delta.putObject("toolUse").put("input", fragment);
        delta(delta, 0);
      }
    }
    close();
  }

  private int takeUnseen() {
    int tokens = unseen;
    unseen = 0;
    return tokens;
  }

  private void delta(ObjectNode delta, int tokens) {
    ObjectNode event = Json.object().put("contentBlockIndex", block);
    event.set("delta", delta);
    event("contentBlockDelta", event, tokens);
  }

  private void close() {
    event("contentBlockStop", Json.object().put("contentBlockIndex", block), 0);
    block++;
  }

  private void event(String type, ObjectNode payload, int tokens) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(":event-type", type);
    headers.put(":content-type", "application/json");
    headers.put(":message-type", "event");
    payload.put("p", PADDING.substring(0, 1 + frames.size() * 7 % (PADDING.length() - 1)));
    frames.add(new Frame(EventMessage.encode(headers, Json.bytes(payload)), tokens));
  }
}
