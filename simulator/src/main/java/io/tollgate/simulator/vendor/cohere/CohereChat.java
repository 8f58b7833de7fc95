package io.tollgate.simulator.vendor.cohere;

import io.tollgate.simulator.answer.Answer;
import io.tollgate.simulator.answer.Author;
import io.tollgate.simulator.answer.Finish;
import io.tollgate.simulator.answer.Question;
import io.tollgate.simulator.answer.Tokens;
import io.tollgate.simulator.answer.ToolCall;
import io.tollgate.simulator.fault.Directive;
import io.tollgate.simulator.fault.Directives;
import io.tollgate.simulator.vendor.Bill;
import io.tollgate.simulator.vendor.Ids;
import io.tollgate.simulator.vendor.Json;
import io.tollgate.simulator.vendor.Reply;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code POST /v2/chat}. */
final class CohereChat {
  /** What a thought says; the reasoning tokens are counted, not written out. */
  static final String THOUGHT = "Let me think about what was asked.";

  /** What is written down before tools are called; no tokens are counted for it. */
  static final String PLAN = "I will use the tools that were offered.";

  private final Author author;

  CohereChat(Author author) {
    this.author = author;
  }

  Reply reply(String model, JsonNode body, Directives directives) {
    Question question = CohereChatRequest.question(model, body);
    Answer answer = author.answer(question, directives.wishes());
    boolean stream = body.path("stream").asBoolean(false);
    boolean usage = !directives.has(Directive.NO_USAGE);
    var bill = new Bill("chat", model, stream, answer.tokens());
    return stream
        ? Reply.stream(
            Map.of("content-type", "text/event-stream"),
            new CohereStream(usage).frames(answer),
            bill)
        : Reply.whole(CohereErrors.JSON, Json.bytes(whole(answer, usage)), bill);
  }

  private static ObjectNode whole(Answer answer, boolean usage) {
    ObjectNode reply = Json.object().put("id", Ids.next(""));
    ObjectNode message = reply.putObject("message").put("role", "assistant");
    ArrayNode content = Json.array();
    if (answer.tokens().reasoning() > 0) {
      content.addObject().put("type", "thinking").put("thinking", THOUGHT);
    }
    if (!answer.text().isEmpty()) {
      content.addObject().put("type", "text").put("text", answer.text());
    }
    if (!content.isEmpty()) {
      message.set("content", content);
    }
    if (!answer.toolCalls().isEmpty()) {
      message.put("tool_plan", PLAN);
      ArrayNode calls = message.putArray("tool_calls");
      answer.toolCalls().forEach(call -> calls.add(call(call, arguments(call))));
    }
    reply.put("finish_reason", finishReason(answer.finish()));
    if (usage) {
      reply.set("usage", usage(answer.tokens()));
    }
    return reply;
  }

  static ObjectNode call(ToolCall call, String arguments) {
    ObjectNode node = Json.object().put("id", Ids.next(call.name() + "_")).put("type", "function");
    node.putObject("function").put("name", call.name()).put("arguments", arguments);
    return node;
  }

  /** A call without arguments says {@code null}. */
  private static String arguments(ToolCall call) {
    return call.arguments().isEmpty() ? "null" : call.argumentsText();
  }

  static String finishReason(Finish finish) {
    return switch (finish) {
      case STOP -> "COMPLETE";
      case LENGTH -> "MAX_TOKENS";
      case STOP_SEQUENCE -> "STOP_SEQUENCE";
      case TOOL_CALLS -> "TOOL_CALL";
    };
  }

  static ObjectNode usage(Tokens tokens) {
    ObjectNode usage = Json.object();
    usage
        .putObject("billed_units")
        .put("input_tokens", tokens.input())
        .put("output_tokens", tokens.output());
    ObjectNode counted = usage.putObject("tokens");
    counted.put("input_tokens", tokens.input()).put("output_tokens", tokens.output());
    if (tokens.reasoning() > 0) {
      counted.put("reasoning_tokens", tokens.reasoning());
    }
    return usage.put("cached_tokens", tokens.cacheRead());
  }
}
