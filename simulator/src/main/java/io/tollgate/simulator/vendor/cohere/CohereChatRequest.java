package io.tollgate.simulator.vendor.cohere;

import io.tollgate.simulator.answer.InputTokens;
import io.tollgate.simulator.answer.Question;
import io.tollgate.simulator.answer.Tool;
import io.tollgate.simulator.answer.ToolChoice;
import io.tollgate.simulator.vendor.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads and checks the body of {@code POST /v2/chat}. */
final class CohereChatRequest {
  private static final Set<String> ROLES = Set.of("system", "user", "assistant", "tool");
  private static final int MOST_STOPS = 5;

  private final String model;
  private final JsonNode body;
  private final InputTokens tokens = new InputTokens();
  private final Set<String> called = new HashSet<>();
  private String lastUserText = "";
  private @Nullable StringJoiner toolResults;

  private CohereChatRequest(String model, JsonNode body) {
    this.model = model;
    this.body = body;
  }

  static Question question(String model, JsonNode body) {
    return new CohereChatRequest(model, body).read();
  }

  private Question read() {
    if (!body.path("messages").isArray() || body.path("messages").isEmpty()) {
      throw CohereErrors.invalid("invalid request: messages must be at least 1 item long or more.");
    }
    range("temperature", 0, 1);
    range("p", 0.01, 0.99);
    range("frequency_penalty", 0, 1);
    range("presence_penalty", 0, 1);
    body.path("messages").forEach(this::message);
    List<Tool> tools = tools();
    JsonNode limit = body.path("max_tokens");
    return new Question(
        model,
        lastUserText,
        toolResults == null ? null : toolResults.toString(),
        tools,
        toolChoice(),
        true,
        stops(),
        limit.isNumber() ? limit.asInt() : null,
        schema(tools),
        tokens.total());
  }

  private void range(String field, double least, double most) {
    JsonNode value = body.path(field);
    if (value.isNumber() && (value.asDouble() < least || value.asDouble() > most)) {
      throw CohereErrors.invalid(
          "invalid request: %s must be between %s and %s inclusive.".formatted(field, least, most));
    }
  }

  private void message(JsonNode message) {
    String role = message.path("role").asString("");
    if (!ROLES.contains(role)) {
      throw CohereErrors.invalid("invalid request: unknown role '%s'".formatted(role));
    }
    String text = content(message.path("content")) + message.path("tool_plan").asString("");
    tokens.text(text);
    for (JsonNode call : message.path("tool_calls")) {
      called.add(call.path("id").asString(""));
      JsonNode function = call.path("function");
      tokens.toolCall(function.path("name").asString(""), arguments(function));
    }
    switch (role) {
      case "tool" -> result(message, text);
      case "user" -> {
        lastUserText = text;
        toolResults = null;
      }
      default -> {
        // What the model said, or how it should be.
      }
    }
  }

  private void result(JsonNode message, String text) {
    if (!called.contains(message.path("tool_call_id").asString(""))) {
      throw CohereErrors.invalid("invalid request: tool call id not found in previous tool calls");
    }
    toolResults = toolResults == null ? new StringJoiner(" ") : toolResults;
    toolResults.add(text);
  }

  private String content(JsonNode content) {
    if (!content.isArray()) {
      return content.asString("");
    }
    var text = new StringJoiner(" ");
    for (JsonNode part : content) {
      switch (part.path("type").asString("")) {
        case "text" -> text.add(part.path("text").asString(""));
        case "thinking" -> text.add(part.path("thinking").asString(""));
        case "document" -> text.add(part.path("document").toString());
        case "image_url" -> tokens.attachment();
        default ->
            throw CohereErrors.invalid(
                "invalid request: unknown content type '%s'"
                    .formatted(part.path("type").asString("")));
      }
    }
    return text.toString();
  }

  private static JsonNode arguments(JsonNode function) {
    try {
      return Json.parse(function.path("arguments").asString("{}"));
    } catch (JacksonException notJson) {
      throw CohereErrors.invalid("invalid request: tool call arguments must be valid JSON");
    }
  }

  private List<Tool> tools() {
    var tools = new ArrayList<Tool>();
    for (JsonNode definition : body.path("tools")) {
      JsonNode function = definition.path("function");
      var tool =
          new Tool(
              function.path("name").asString(""),
              function.path("description").asString(""),
              function.path("parameters"));
      tokens.tool(tool);
      tools.add(tool);
    }
    return tools;
  }

  private ToolChoice toolChoice() {
    return switch (body.path("tool_choice").asString("")) {
      case "NONE" -> new ToolChoice.None();
      case "REQUIRED" -> new ToolChoice.Required();
      case "" -> new ToolChoice.Auto();
      default -> throw CohereErrors.invalid("invalid request: unsupported tool_choice");
    };
  }

  private List<String> stops() {
    var stops = new ArrayList<String>();
    body.path("stop_sequences").forEach(stop -> stops.add(stop.asString("")));
    if (stops.size() > MOST_STOPS) {
      throw CohereErrors.invalid("invalid request: at most 5 stop sequences are supported");
    }
    return stops;
  }

  private @Nullable JsonNode schema(List<Tool> tools) {
    JsonNode format = body.path("response_format");
    if (!format.path("type").asString("text").equals("json_object")) {
      return null;
    }
    if (!tools.isEmpty()) {
      throw CohereErrors.invalid(
          "invalid request: response_format is not supported with tools or documents");
    }
    return format.has("json_schema") ? format.path("json_schema") : Json.object();
  }
}
