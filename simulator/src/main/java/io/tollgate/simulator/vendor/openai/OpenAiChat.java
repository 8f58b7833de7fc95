package io.tollgate.simulator.vendor.openai;

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
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code POST /v1/chat/completions}. */
final class OpenAiChat {
  private final Author author;
  private final Clock clock;

  OpenAiChat(Author author, Clock clock) {
    this.author = author;
    this.clock = clock;
  }

  Reply reply(JsonNode body, Directives directives) {
    Question question = OpenAiChatRequest.question(body);
    Answer answer = author.answer(question, directives.wishes());
    int choices = Math.clamp(body.path("n").asInt(1), 1, 128);
    boolean stream = body.path("stream").asBoolean(false);
    boolean usage = !directives.has(Directive.NO_USAGE);
    Tokens tokens = answer.tokens().times(choices);
    var bill = new Bill("chat.completions", question.model(), stream, tokens);
    if (!stream) {
      return Reply.whole(
          OpenAiHeaders.json(),
          Json.bytes(completion(question.model(), answer, choices, usage ? tokens : null)),
          bill);
    }
    boolean includeUsage = body.path("stream_options").path("include_usage").asBoolean(false);
    var chunks =
        new OpenAiChatStream(question.model(), clock.instant().getEpochSecond(), includeUsage);
    return Reply.stream(
        OpenAiHeaders.stream(), chunks.frames(answer, choices, usage ? tokens : null), bill);
  }

  private ObjectNode completion(String model, Answer answer, int choices, @Nullable Tokens tokens) {
    ObjectNode completion =
        Json.object()
            .put("id", Ids.next("chatcmpl-"))
            .put("object", "chat.completion")
            .put("created", clock.instant().getEpochSecond())
            .put("model", model);
    ArrayNode list = completion.putArray("choices");
    for (int index = 0; index < choices; index++) {
      list.addObject()
          .put("index", index)
          .set("message", message(answer))
          .putNull("logprobs")
          .put("finish_reason", finishReason(answer.finish()));
    }
    if (tokens != null) {
      completion.set("usage", usage(tokens));
    }
    return completion.put("service_tier", "default").putNull("system_fingerprint");
  }

  private static ObjectNode message(Answer answer) {
    ObjectNode message = Json.object().put("role", "assistant");
    if (answer.toolCalls().isEmpty()) {
      message.put("content", answer.text());
    } else {
      message.putNull("content");
      ArrayNode calls = message.putArray("tool_calls");
      for (ToolCall call : answer.toolCalls()) {
        calls
            .addObject()
            .put("id", Ids.next("call_"))
            .put("type", "function")
            .putObject("function")
            .put("name", call.name())
            .put("arguments", call.argumentsText());
      }
    }
    message.putNull("refusal").putArray("annotations");
    return message;
  }

  static String finishReason(Finish finish) {
    return switch (finish) {
      case STOP, STOP_SEQUENCE -> "stop";
      case LENGTH -> "length";
      case TOOL_CALLS -> "tool_calls";
    };
  }

  static ObjectNode usage(Tokens tokens) {
    ObjectNode usage =
        Json.object()
            .put("prompt_tokens", tokens.input())
            .put("completion_tokens", tokens.output())
            .put("total_tokens", tokens.input() + tokens.output());
    usage
        .putObject("prompt_tokens_details")
        .put("cached_tokens", tokens.cacheRead())
        .put("cache_write_tokens", tokens.cacheWrite())
        .put("audio_tokens", 0);
    usage
        .putObject("completion_tokens_details")
        .put("reasoning_tokens", tokens.reasoning())
        .put("audio_tokens", 0)
        .put("accepted_prediction_tokens", 0)
        .put("rejected_prediction_tokens", 0);
    return usage;
  }
}
