package io.tollgate.simulator.vendor.openai;

import io.tollgate.simulator.answer.Answer;
import io.tollgate.simulator.answer.Tokens;
import io.tollgate.simulator.answer.ToolCall;
import io.tollgate.simulator.answer.Words;
import io.tollgate.simulator.vendor.Frame;
import io.tollgate.simulator.vendor.Ids;
import io.tollgate.simulator.vendor.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The chunks of a streamed chat completion: bare {@code data:} lines, {@code [DONE]} last. */
final class OpenAiChatStream {
  private final String id = Ids.next("chatcmpl-");
  private final List<Frame> frames = new ArrayList<>();
  private final String model;
  private final long created;
  private final boolean includeUsage;

  OpenAiChatStream(String model, long created, boolean includeUsage) {
    this.model = model;
    this.created = created;
    this.includeUsage = includeUsage;
  }

  /** The whole stream; with several choices, one choice after the other in each step. */
  List<Frame> frames(Answer answer, int choices, @Nullable Tokens usage) {
    for (int index = 0; index < choices; index++) {
      ObjectNode delta = Json.object().put("role", "assistant");
      delta.put("content", answer.toolCalls().isEmpty() ? "" : null);
      chunk(index, delta.putNull("refusal"), null, 0);
    }
    if (answer.toolCalls().isEmpty()) {
      text(answer, choices);
    } else {
      toolCalls(answer, choices);
    }
    for (int index = 0; index < choices; index++) {
      chunk(index, Json.object(), OpenAiChat.finishReason(answer.finish()), 0);
    }
    if (includeUsage && usage != null) {
      ObjectNode last = head();
      last.putArray("choices");
      last.set("usage", OpenAiChat.usage(usage));
      frames.add(Frame.of("data: " + last + "\n\n"));
    }
    frames.add(Frame.of("data: [DONE]\n\n"));
    return frames;
  }

  private void text(Answer answer, int choices) {
    int unseen = answer.tokens().reasoning(); // spent before the first word can be seen
    for (String piece : answer.pieces()) {
      for (int index = 0; index < choices; index++) {
        chunk(index, Json.object().put("content", piece), null, Words.count(piece) + unseen);
      }
      unseen = 0;
    }
  }

  private void toolCalls(Answer answer, int choices) {
    int unseen = answer.tokens().reasoning();
    for (int position = 0; position < answer.toolCalls().size(); position++) {
      ToolCall call = answer.toolCalls().get(position);
      for (int index = 0; index < choices; index++) {
        ObjectNode first = Json.object().put("index", position).put("id", Ids.next("call_"));
        first
            .put("type", "function")
            .putObject("function")
            .put("name", call.name())
            .put("arguments", "");
        toolChunk(index, first, call.tokens() + unseen);
        for (String fragment : call.fragments()) {
          ObjectNode next = Json.object().put("index", position);
          next.putObject("function").put("arguments", fragment);
          toolChunk(index, next, 0);
        }
      }
      unseen = 0;
    }
  }

  private void toolChunk(int index, ObjectNode call, int tokens) {
    ObjectNode delta = Json.object();
    delta.putArray("tool_calls").add(call);
    chunk(index, delta, null, tokens);
  }

  private void chunk(int index, ObjectNode delta, @Nullable String finishReason, int tokens) {
    ObjectNode chunk = head();
    chunk
        .putArray("choices")
        .addObject()
        .put("index", index)
        .set("delta", delta)
        .putNull("logprobs")
        .put("finish_reason", finishReason);
    if (includeUsage) {
      chunk.putNull("usage");
    }
    frames.add(Frame.of("data: " + chunk + "\n\n", tokens));
  }

  private ObjectNode head() {
    return Json.object()
        .put("id", id)
        .put("object", "chat.completion.chunk")
        .put("created", created)
        .put("model", model)
        .put("service_tier", "default")
        .putNull("system_fingerprint");
  }
}
