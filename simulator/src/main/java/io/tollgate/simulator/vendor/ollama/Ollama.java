package io.tollgate.simulator.vendor.ollama;

import io.tollgate.simulator.answer.Answer;
import io.tollgate.simulator.answer.Author;
import io.tollgate.simulator.answer.Finish;
import io.tollgate.simulator.answer.Question;
import io.tollgate.simulator.answer.Tokens;
import io.tollgate.simulator.answer.ToolCall;
import io.tollgate.simulator.answer.Words;
import io.tollgate.simulator.fault.Directive;
import io.tollgate.simulator.fault.Directives;
import io.tollgate.simulator.vendor.Bill;
import io.tollgate.simulator.vendor.Call;
import io.tollgate.simulator.vendor.Frame;
import io.tollgate.simulator.vendor.Json;
import io.tollgate.simulator.vendor.RefusalException;
import io.tollgate.simulator.vendor.Reply;
import io.tollgate.simulator.vendor.Vendor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Ollama's {@code POST /api/chat}, as one object or as lines of JSON, and {@code /api/embed}; no
 * key is needed.
 */
public final class Ollama implements Vendor {
  private static final String CHAT = "/api/chat";
  private static final String EMBED = "/api/embed";
  private static final String THOUGHT = "Let me think about what was asked.";
  private static final String CREATED = "2026-01-01T00:00:00Z";

  private final Author author;

  public Ollama(Author author) {
    this.author = author;
  }

  /** Whether the path is one of Ollama's. */
  public static boolean serves(String path) {
    return path.equals(CHAT) || path.equals(EMBED);
  }

  @Override
  public String format() {
    return "ollama";
  }

  @Override
  public String model(Call call) {
    return body(call).path("model").asString("");
  }

  private static JsonNode body(Call call) {
    try {
      return call.json();
    } catch (JacksonException malformed) {
      return Json.object();
    }
  }

  @Override
  public Reply reply(Call call, Directives directives) {
    if (call.bearer().startsWith("invalid")) {
      return error(401, "unauthorized", OptionalInt.empty());
    }
    if (directives.has(Directive.STATUS)) {
      return error(
          directives.number(Directive.STATUS).orElseThrow(),
          "simulated refusal",
          directives.number(Directive.RETRY_AFTER));
    }
    try {
      String model = known(Directives.modelName(model(call)));
      return call.path().equals(EMBED)
          ? OllamaEmbeddings.reply(model, body(call))
          : answer(model, body(call), directives);
    } catch (RefusalException refusal) {
      return refusal.reply();
    }
  }

  private static String known(String model) {
    if (model.isEmpty()) {
      throw invalid("model is required");
    }
    if (model.startsWith("no-such-")) {
      throw new RefusalException(
          error(404, "model '%s' not found".formatted(model), OptionalInt.empty()));
    }
    return model;
  }

  private Reply answer(String model, JsonNode body, Directives directives) {
    Question question = OllamaRequest.question(model, body);
    Answer answer = author.answer(question, directives.wishes());
    boolean stream = body.path("stream").asBoolean(true);
    boolean usage = !directives.has(Directive.NO_USAGE);
    var bill = new Bill("chat", model, stream, answer.tokens());
    return stream
        ? Reply.stream(
            Map.of("content-type", "application/x-ndjson"), lines(model, answer, usage), bill)
        : Reply.whole(
            Map.of("content-type", "application/json; charset=utf-8"),
            Json.bytes(whole(model, answer, usage)),
            bill);
  }

  private static ObjectNode whole(String model, Answer answer, boolean usage) {
    ObjectNode message = message(answer.text());
    if (answer.tokens().reasoning() > 0) {
      message.put("thinking", THOUGHT);
    }
    if (!answer.toolCalls().isEmpty()) {
      ArrayNode calls = message.putArray("tool_calls");
      answer.toolCalls().forEach(call -> calls.add(call(call)));
    }
    return last(model, message, answer, usage);
  }

  private static ObjectNode message(String content) {
    return Json.object().put("role", "assistant").put("content", content);
  }

  /** Arguments are an object, and there is no id. */
  private static ObjectNode call(ToolCall call) {
    ObjectNode node = Json.object();
    node.putObject("function").put("name", call.name()).set("arguments", call.arguments());
    return node;
  }

  private static List<Frame> lines(String model, Answer answer, boolean usage) {
    var lines = new ArrayList<Frame>();
    int unseen = answer.tokens().reasoning();
    if (unseen > 0) {
      lines.add(line(model, message("").put("thinking", THOUGHT), unseen));
    }
    for (String piece : answer.pieces()) {
      lines.add(line(model, message(piece), Words.count(piece)));
    }
    for (ToolCall call : answer.toolCalls()) {
      ObjectNode message = message("");
      message.putArray("tool_calls").add(call(call));
      lines.add(line(model, message, call.tokens()));
    }
    lines.add(Frame.of(last(model, message(""), answer, usage) + "\n"));
    return lines;
  }

  private static Frame line(String model, ObjectNode message, int tokens) {
    return Frame.of(object(model, message).put("done", false) + "\n", tokens);
  }

  private static ObjectNode object(String model, ObjectNode message) {
    ObjectNode object = Json.object().put("model", model).put("created_at", CREATED);
    object.set("message", message);
    return object;
  }

  private static ObjectNode last(String model, ObjectNode message, Answer answer, boolean usage) {
    ObjectNode last = object(model, message);
    last.put("done_reason", answer.finish() == Finish.LENGTH ? "length" : "stop");
    last.put("done", true).put("total_duration", 1_000_000).put("load_duration", 1_000);
    if (usage) {
      Tokens tokens = answer.tokens();
      last.put("prompt_eval_count", tokens.input()).put("prompt_eval_duration", 1_000);
      last.put("eval_count", tokens.output()).put("eval_duration", 1_000);
    }
    return last;
  }

  static RefusalException invalid(String message) {
    return new RefusalException(error(400, message, OptionalInt.empty()));
  }

  private static Reply error(int status, String message, OptionalInt retryAfter) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("content-type", "application/json; charset=utf-8");
    retryAfter.ifPresent(seconds -> headers.put("retry-after", Integer.toString(seconds)));
    return Reply.free(status, headers, Json.bytes(Json.object().put("error", message)));
  }

  @Override
  public Frame streamError() {
    return Frame.of(
        Json.object().put("error", "an error was encountered while running the model") + "\n");
  }
}
