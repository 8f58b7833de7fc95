package io.tollgate.simulator.vendor.bedrock;

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

/** {@code /converse} and {@code /converse-stream}. */
final class Converse {
  /** What a thought says; the reasoning tokens are counted, not written out. */
  static final String THOUGHT = "Let me think about what was asked.";

  private final Author author;

  Converse(Author author) {
    this.author = author;
  }

  Reply whole(String model, JsonNode body, Directives directives) {
    Question question = ConverseRequest.question(model, body);
    Answer answer = author.answer(question, directives.wishes());
    ObjectNode reply = Json.object();
    ObjectNode message = reply.putObject("output").putObject("message").put("role", "assistant");
    content(message.putArray("content"), answer);
    reply.setAll(stop(answer, body));
    reply.setAll(metadata(answer.tokens(), !directives.has(Directive.NO_USAGE)));
    return Reply.whole(
        BedrockErrors.headers("application/json"),
        Json.bytes(reply),
        new Bill("converse", model, false, answer.tokens()));
  }

  Reply stream(String model, JsonNode body, Directives directives) {
    Question question = ConverseRequest.question(model, body);
    Answer answer = author.answer(question, directives.wishes());
    var stream = new ConverseStream();
    return Reply.stream(
        BedrockErrors.headers("application/vnd.amazon.eventstream"),
        stream.frames(
            answer,
            stop(answer, body),
            metadata(answer.tokens(), !directives.has(Directive.NO_USAGE))),
        new Bill("converse-stream", model, true, answer.tokens()));
  }

  /** By the model, which a profile for several regions is not. */
  static Reply count(String model, JsonNode body) {
    if (!model.startsWith("anthropic.claude")) {
      throw BedrockErrors.invalid("The provided model doesn't support counting tokens.");
    }
    int tokens = ConverseRequest.question(model, body).inputTokens();
    return Reply.free(
        200,
        BedrockErrors.headers("application/json"),
        Json.bytes(Json.object().put("inputTokens", tokens)));
  }

  private static void content(ArrayNode content, Answer answer) {
    if (answer.tokens().reasoning() > 0) {
      content
          .addObject()
          .putObject("reasoningContent")
          .putObject("reasoningText")
          .put("text", THOUGHT)
          .put("signature", Ids.next("sig"));
    }
    if (!answer.text().isEmpty()) {
      content.addObject().put("text", answer.text());
    }
    for (ToolCall call : answer.toolCalls()) {
      content
          .addObject()
          .putObject("toolUse")
          .put("toolUseId", Ids.next("tooluse_"))
          .put("name", call.name())
          .set("input", call.arguments());
    }
  }

  private static ObjectNode stop(Answer answer, JsonNode body) {
    ObjectNode stop = Json.object().put("stopReason", reason(answer.finish()));
    boolean asked =
        body.path("additionalModelResponseFieldPaths").toString().contains("/stop_sequence");
    if (asked && answer.stopSequence() != null) {
      stop.putObject("additionalModelResponseFields").put("stop_sequence", answer.stopSequence());
    }
    return stop;
  }

  private static String reason(Finish finish) {
    return switch (finish) {
      case STOP -> "end_turn";
      case LENGTH -> "max_tokens";
      case STOP_SEQUENCE -> "stop_sequence";
      case TOOL_CALLS -> "tool_use";
    };
  }

  private static ObjectNode metadata(Tokens tokens, boolean usage) {
    ObjectNode metadata = Json.object();
    if (usage) {
      metadata
          .putObject("usage")
          .put("inputTokens", tokens.uncachedInput())
          .put("outputTokens", tokens.output())
          .put("totalTokens", tokens.input() + tokens.output())
          .put("cacheReadInputTokens", tokens.cacheRead())
          .put("cacheWriteInputTokens", tokens.cacheWrite());
    }
    metadata.putObject("metrics").put("latencyMs", 12);
    return metadata;
  }
}
