package io.tollgate.simulator.vendor.anthropic;

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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code POST /v1/messages}. */
final class AnthropicMessages {
  /** What a thinking block says; the reasoning tokens are counted, not written out. */
  static final String THOUGHT = "Let me think about what was asked.";

  private final Author author;

  AnthropicMessages(Author author) {
    this.author = author;
  }

  Reply reply(JsonNode body, String version, Directives directives) {
    Question question = AnthropicRequest.question(body, version);
    Answer answer = author.answer(question, directives.wishes());
    boolean stream = body.path("stream").asBoolean(false);
    boolean usage = !directives.has(Directive.NO_USAGE);
    var bill = new Bill("messages", question.model(), stream, answer.tokens());
    return stream
        ? Reply.stream(
            AnthropicHeaders.stream(),
            new AnthropicStream(usage).frames(question.model(), answer),
            bill)
        : Reply.whole(
            AnthropicHeaders.json(), Json.bytes(message(question.model(), answer, usage)), bill);
  }

  private static ObjectNode message(String model, Answer answer, boolean usage) {
    ObjectNode message = head(model);
    ArrayNode content = message.putArray("content");
    if (answer.tokens().reasoning() > 0) {
      content
          .addObject()
          .put("type", "thinking")
          .put("thinking", THOUGHT)
          .put("signature", Ids.next("sig"));
    }
    if (!answer.text().isEmpty()) {
      content.addObject().put("type", "text").put("text", answer.text());
    }
    for (ToolCall call : answer.toolCalls()) {
      content
          .addObject()
          .put("type", "tool_use")
          .put("id", Ids.next("toolu_"))
          .put("name", call.name())
          .set("input", call.arguments());
    }
    message
        .put("stop_reason", stopReason(answer.finish()))
        .put("stop_sequence", answer.stopSequence())
        .putNull("stop_details");
    if (usage) {
      message.set("usage", usage(answer.tokens()));
    }
    return message;
  }

  static ObjectNode head(String model) {
    return Json.object()
        .put("model", model)
        .put("id", Ids.next("msg_"))
        .put("type", "message")
        .put("role", "assistant");
  }

  static String stopReason(Finish finish) {
    return switch (finish) {
      case STOP -> "end_turn";
      case LENGTH -> "max_tokens";
      case STOP_SEQUENCE -> "stop_sequence";
      case TOOL_CALLS -> "tool_use";
    };
  }

  static ObjectNode usage(Tokens tokens) {
    ObjectNode usage = inputUsage(tokens);
    usage.put("output_tokens", tokens.output());
    if (tokens.reasoning() > 0) {
      usage.putObject("output_tokens_details").put("thinking_tokens", tokens.reasoning());
    }
    return usage.put("service_tier", "standard").put("inference_geo", "not_available");
  }

  static ObjectNode inputUsage(Tokens tokens) {
    ObjectNode usage =
        Json.object()
            .put("input_tokens", tokens.uncachedInput())
            .put("cache_creation_input_tokens", tokens.cacheWrite())
            .put("cache_read_input_tokens", tokens.cacheRead());
    usage
        .putObject("cache_creation")
        .put("ephemeral_5m_input_tokens", tokens.cacheWrite())
        .put("ephemeral_1h_input_tokens", 0);
    return usage;
  }
}
