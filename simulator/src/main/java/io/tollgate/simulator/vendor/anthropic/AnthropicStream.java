package io.tollgate.simulator.vendor.anthropic;

import io.tollgate.simulator.answer.Answer;
import io.tollgate.simulator.answer.Tokens;
import io.tollgate.simulator.answer.ToolCall;
import io.tollgate.simulator.answer.Words;
import io.tollgate.simulator.vendor.Frame;
import io.tollgate.simulator.vendor.Ids;
import io.tollgate.simulator.vendor.Json;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** The named events of a streamed message, with the padding inside the JSON that Anthropic adds. */
final class AnthropicStream {
  private static final int MOST_PADDING = 14;

  private final List<Frame> frames = new ArrayList<>();
  private final boolean usage;
  private int block;
  private int unseen;

  AnthropicStream(boolean usage) {
    this.usage = usage;
  }

  List<Frame> frames(String model, Answer answer) {
    unseen = answer.tokens().reasoning();
    start(model, answer.tokens());
    if (answer.tokens().reasoning() > 0) {
      thinking();
    }
    if (answer.toolCalls().isEmpty()) {
      text(answer);
    }
    answer.toolCalls().forEach(this::toolUse);
    end(answer);
    return frames;
  }

  private void start(String model, Tokens tokens) {
    ObjectNode message = AnthropicMessages.head(model);
    message.putArray("content");
    message.putNull("stop_reason").putNull("stop_sequence").putNull("stop_details");
    if (usage) {
      message.set("usage", AnthropicMessages.inputUsage(tokens).put("output_tokens", 1));
    }
    event("message_start", Json.object().set("message", message), 0);
  }

  private void thinking() {
    ObjectNode opened = Json.object().put("type", "thinking").put("thinking", "");
    open(opened.put("signature", ""));
    event("ping", Json.object(), 0);
    delta(
        Json.object().put("type", "thinking_delta").put("thinking", AnthropicMessages.THOUGHT),
        takeUnseen());
    delta(Json.object().put("type", "signature_delta").put("signature", Ids.next("sig")), 0);
    close();
  }

  private void text(Answer answer) {
    open(Json.object().put("type", "text").put("text", ""));
    event("ping", Json.object(), 0);
    for (String piece : answer.pieces()) {
      delta(
          Json.object().put("type", "text_delta").put("text", piece),
          Words.count(piece) + takeUnseen());
    }
    close();
  }

  private void toolUse(ToolCall call) {
    ObjectNode opened =
        Json.object()
            .put("type", "tool_use")
            .put("id", Ids.next("toolu_"))
            .put("name", call.name());
    opened.putObject("input");
    open(opened);
    delta(partialJson(""), call.tokens() + takeUnseen());
    if (!call.arguments().isEmpty()) { // a call without arguments ends with the empty fragment
      call.fragments().forEach(fragment -> delta(partialJson(fragment), 0));
    }
    close();
  }

  private static ObjectNode partialJson(String fragment) {
    return Json.object().put("type", "input_json_delta").put("partial_json", fragment);
  }

  private void end(Answer answer) {
    ObjectNode content = Json.object();
    content
        .putObject("delta")
        .put("stop_reason", AnthropicMessages.stopReason(answer.finish()))
        .put("stop_sequence", answer.stopSequence())
        .putNull("stop_details");
    if (usage) {
      Tokens tokens = answer.tokens();
      content
          .putObject("usage")
          .put("input_tokens", tokens.uncachedInput())
          .put("cache_creation_input_tokens", tokens.cacheWrite())
          .put("cache_read_input_tokens", tokens.cacheRead())
          .put("output_tokens", tokens.output());
    }
    event("message_delta", content, 0);
    event("message_stop", Json.object(), 0);
  }

  private int takeUnseen() {
    int tokens = unseen;
    unseen = 0;
    return tokens;
  }

  private void open(ObjectNode contentBlock) {
    event(
        "content_block_start",
        Json.object().put("index", block).set("content_block", contentBlock),
        0);
  }

  private void delta(ObjectNode delta, int tokens) {
    event("content_block_delta", Json.object().put("index", block).set("delta", delta), tokens);
  }

  private void close() {
    event("content_block_stop", Json.object().put("index", block), 0);
    block++;
  }

  private void event(String type, ObjectNode content, int tokens) {
    ObjectNode data = Json.object().put("type", type);
    data.setAll(content);
    String json = data.toString();
    String padding = " ".repeat(frames.size() * 5 % MOST_PADDING);
    frames.add(
        Frame.of(
            "event: %s\ndata: %s%s}\n\n"
                .formatted(type, json.substring(0, json.length() - 1), padding),
            tokens));
  }
}
