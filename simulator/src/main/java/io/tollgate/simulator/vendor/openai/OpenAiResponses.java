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

/** {@code POST /v1/responses}: text and function calls, not stored. */
final class OpenAiResponses {
  private final Author author;
  private final Clock clock;

  OpenAiResponses(Author author, Clock clock) {
    this.author = author;
    this.clock = clock;
  }

  Reply reply(JsonNode body, Directives directives) {
    Question question = OpenAiResponsesRequest.question(body);
    Answer answer = author.answer(question, directives.wishes());
    boolean stream = body.path("stream").asBoolean(false);
    var bill = new Bill("responses", question.model(), stream, answer.tokens());
    ObjectNode started = response(body, question.model());
    ObjectNode finished = finished(started, answer, !directives.has(Directive.NO_USAGE));
    return stream
        ? Reply.stream(
            OpenAiHeaders.stream(),
            new OpenAiResponsesStream().frames(started, answer, finished),
            bill)
        : Reply.whole(OpenAiHeaders.json(), Json.bytes(finished), bill);
  }

  /** How many tokens its input has. */
  static Reply count(JsonNode body) {
    ObjectNode count = Json.object().put("object", "response.input_tokens");
    count.put("input_tokens", OpenAiResponsesRequest.question(body).inputTokens());
    return Reply.free(200, OpenAiHeaders.json(), Json.bytes(count));
  }

  /** A response in progress, echoing the settings as OpenAI does. */
  private ObjectNode response(JsonNode body, String model) {
    ObjectNode response =
        Json.object()
            .put("id", Ids.next("resp_"))
            .put("object", "response")
            .put("created_at", clock.instant().getEpochSecond())
            .put("status", "in_progress")
            .put("background", false)
            .putNull("error")
            .putNull("incomplete_details");
    echo(response, body, "instructions", null);
    echo(response, body, "max_output_tokens", null);
    response.put("model", model).putArray("output");
    echo(response, body, "parallel_tool_calls", Json.tree(true));
    echo(response, body, "previous_response_id", null);
    echo(response, body, "temperature", Json.tree(1.0));
    echo(response, body, "tool_choice", Json.tree("auto"));
    echo(response, body, "tools", Json.array());
    echo(response, body, "top_p", Json.tree(1.0));
    echo(response, body, "metadata", Json.object());
    return response
        .put("service_tier", "default")
        .put("store", false)
        .put("truncation", "disabled")
        .putNull("usage");
  }

  private static void echo(
      ObjectNode response, JsonNode body, String name, @Nullable JsonNode otherwise) {
    response.set(name, body.has(name) ? body.path(name) : otherwise);
  }

  private static ObjectNode finished(ObjectNode started, Answer answer, boolean usage) {
    ObjectNode finished = started.deepCopy();
    boolean cutOff = answer.finish() == Finish.LENGTH;
    finished.put("status", cutOff ? "incomplete" : "completed");
    if (cutOff) {
      finished.putObject("incomplete_details").put("reason", "max_output_tokens");
    }
    ArrayNode output = finished.putArray("output");
    if (answer.toolCalls().isEmpty()) {
      output.add(message(answer.text(), finished.path("status").asString()));
    }
    for (ToolCall call : answer.toolCalls()) {
      output.add(functionCall(call.name(), call.argumentsText()));
    }
    if (usage) {
      finished.set("usage", usage(answer.tokens()));
    }
    return finished;
  }

  private static ObjectNode message(String text, String status) {
    ObjectNode message =
        Json.object().put("id", Ids.next("msg_")).put("type", "message").put("status", status);
    ObjectNode part = message.putArray("content").addObject();
    part.put("type", "output_text").putArray("annotations");
    part.putArray("logprobs");
    part.put("text", text);
    return message.put("role", "assistant");
  }

  private static ObjectNode functionCall(String name, String arguments) {
    return Json.object()
        .put("id", Ids.next("fc_"))
        .put("type", "function_call")
        .put("status", "completed")
        .put("arguments", arguments)
        .put("call_id", Ids.next("call_"))
        .put("name", name);
  }

  private static ObjectNode usage(Tokens tokens) {
    ObjectNode usage = Json.object().put("input_tokens", tokens.input());
    usage
        .putObject("input_tokens_details")
        .put("cached_tokens", tokens.cacheRead())
        .put("cache_write_tokens", tokens.cacheWrite());
    usage
        .put("output_tokens", tokens.output())
        .putObject("output_tokens_details")
        .put("reasoning_tokens", tokens.reasoning());
    return usage.put("total_tokens", tokens.input() + tokens.output());
  }
}
