package io.tollgate.simulator.vendor.openai;

import io.tollgate.simulator.answer.InputTokens;
import io.tollgate.simulator.answer.Question;
import io.tollgate.simulator.answer.Tool;
import io.tollgate.simulator.answer.ToolChoice;
import io.tollgate.simulator.fault.Directives;
import io.tollgate.simulator.vendor.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads and checks the body of {@code POST /v1/chat/completions}. */
final class OpenAiChatRequest {
  private static final Set<String> ROLES =
      Set.of("developer", "system", "user", "assistant", "tool", "function");

  private final JsonNode body;
  private final InputTokens tokens = new InputTokens();
  private String lastUserText = "";
  private @Nullable StringJoiner toolResults;

  private OpenAiChatRequest(JsonNode body) {
    this.body = body;
  }

  static Question question(JsonNode body) {
    return new OpenAiChatRequest(body).read();
  }

  private Question read() {
    String model = model(body);
    JsonNode messages = body.path("messages");
    if (!messages.isArray()) {
      throw OpenAiErrors.invalid(
          "Missing required parameter: 'messages'.", "messages", "missing_required_parameter");
    }
    if (messages.isEmpty()) {
      throw OpenAiErrors.invalid(
          "Invalid 'messages': empty array. Expected an array with minimum length 1, but got an empty array instead.",
          "messages",
          "empty_array");
    }
    if (body.has("stream_options") && !body.path("stream").asBoolean(false)) {
      throw OpenAiErrors.invalid(
          "The 'stream_options' parameter is only allowed when 'stream' is enabled.",
          "stream_options",
          null);
    }
    checkToolAnswers(messages);
    for (int index = 0; index < messages.size(); index++) {
      message(messages.get(index), "messages[" + index + "]");
    }
    List<Tool> tools = tools();
    return new Question(
        model,
        lastUserText,
        toolResults == null ? null : toolResults.toString(),
        tools,
        toolChoice(body.path("tool_choice")),
        body.path("parallel_tool_calls").asBoolean(true),
        stops(body.path("stop")),
        maxTokens(),
        schema(),
        tokens.total());
  }

  /** The model's name without directives, checked as every endpoint of OpenAI checks it. */
  static String model(JsonNode body) {
    if (body.path("model").asString("").isEmpty()) {
      throw OpenAiErrors.invalid("you must provide a model parameter", null, null);
    }
    String model = Directives.modelName(body.path("model").asString());
    if (model.startsWith("no-such-")) {
      throw OpenAiErrors.unknownModel(model);
    }
    return model;
  }

  private void message(JsonNode message, String path) {
    String role = message.path("role").asString("");
    if (!ROLES.contains(role)) {
      throw OpenAiErrors.invalid(
          "Invalid value: '%s'. Supported values are: 'system', 'assistant', 'user', 'function', 'tool', and 'developer'."
              .formatted(role),
          path + ".role",
          "invalid_value");
    }
    String text = content(message.path("content"), path + ".content");
    tokens.text(text);
    for (JsonNode call : message.path("tool_calls")) {
      JsonNode function = call.path("function");
      tokens.toolCall(function.path("name").asString(""), arguments(function));
    }
    if (role.equals("tool")) {
      toolResults = toolResults == null ? new StringJoiner(" ") : toolResults;
      toolResults.add(text);
    } else if (!role.equals("assistant")) {
      toolResults = null;
    }
    if (role.equals("user")) {
      lastUserText = text;
    }
  }

  private String content(JsonNode content, String path) {
    if (!content.isArray()) {
      return content.asString("");
    }
    var text = new StringJoiner(" ");
    for (int index = 0; index < content.size(); index++) {
      JsonNode part = content.get(index);
      switch (part.path("type").asString("")) {
        case "text" -> text.add(part.path("text").asString(""));
        case "refusal" -> text.add(part.path("refusal").asString(""));
        case "image_url", "input_audio", "file" -> tokens.attachment();
        default ->
            throw OpenAiErrors.invalid(
                "Invalid value: '%s'. Supported values are: 'text', 'image_url', 'input_audio', 'refusal', 'audio', and 'file'."
                    .formatted(part.path("type").asString("")),
                path + "[" + index + "].type",
                "invalid_value");
      }
    }
    return text.toString();
  }

  private static JsonNode arguments(JsonNode function) {
    try {
      return Json.parse(function.path("arguments").asString("{}"));
    } catch (JacksonException notJson) {
      return function.path("arguments"); // a model's own broken output may come back
    }
  }

  private static void checkToolAnswers(JsonNode messages) {
    var unanswered = new HashSet<String>();
    for (JsonNode message : messages) {
      if (message.path("role").asString("").equals("tool")) {
        if (!unanswered.remove(message.path("tool_call_id").asString(""))) {
          throw OpenAiErrors.invalid(
              "Invalid parameter: messages with role 'tool' must be a response to a preceeding message with 'tool_calls'.",
              "messages",
              null);
        }
        continue;
      }
      if (!unanswered.isEmpty()) {
        break;
      }
      message.path("tool_calls").forEach(call -> unanswered.add(call.path("id").asString("")));
    }
    if (!unanswered.isEmpty()) {
      throw OpenAiErrors.invalid(
          "An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. The following tool_call_ids did not have response messages: "
              + String.join(", ", unanswered),
          "messages",
          null);
    }
  }

  private List<Tool> tools() {
    var tools = new ArrayList<Tool>();
    for (JsonNode definition : body.path("tools")) {
      JsonNode function = definition.path("function");
      if (function.path("name").asString("").isEmpty()) {
        throw OpenAiErrors.invalid(
            "Missing required parameter: 'tools[%d].function'.".formatted(tools.size()),
            "tools[%d].function".formatted(tools.size()),
            "missing_required_parameter");
      }
      var tool =
          new Tool(
              function.path("name").asString(),
              function.path("description").asString(""),
              function.path("parameters"));
      tokens.tool(tool);
      tools.add(tool);
    }
    return tools;
  }

  private static ToolChoice toolChoice(JsonNode choice) {
    if (choice.isObject()) {
      return new ToolChoice.Named(choice.path("function").path("name").asString(""));
    }
    return switch (choice.asString("auto")) {
      case "none" -> new ToolChoice.None();
      case "required" -> new ToolChoice.Required();
      default -> new ToolChoice.Auto();
    };
  }

  static List<String> stops(JsonNode stop) {
    var stops = new ArrayList<String>();
    if (stop.isString()) {
      stops.add(stop.asString());
    }
    if (stop.isArray()) {
      stop.forEach(each -> stops.add(each.asString("")));
    }
    return stops;
  }

  private @Nullable Integer maxTokens() {
    for (String name : List.of("max_completion_tokens", "max_tokens")) {
      if (body.path(name).isNumber()) {
        return body.path(name).asInt();
      }
    }
    return null;
  }

  private @Nullable JsonNode schema() {
    JsonNode format = body.path("response_format");
    return switch (format.path("type").asString("text")) {
      case "json_schema" -> format.path("json_schema").path("schema");
      case "json_object" -> Json.object();
      default -> null;
    };
  }
}
