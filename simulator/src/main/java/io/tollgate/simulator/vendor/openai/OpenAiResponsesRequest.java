package io.tollgate.simulator.vendor.openai;

import io.tollgate.simulator.answer.InputTokens;
import io.tollgate.simulator.answer.Question;
import io.tollgate.simulator.answer.Tool;
import io.tollgate.simulator.answer.ToolChoice;
import io.tollgate.simulator.vendor.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads and checks the body of {@code POST /v1/responses}. */
final class OpenAiResponsesRequest {
  private final JsonNode body;
  private final InputTokens tokens = new InputTokens();
  private String lastUserText = "";
  private @Nullable StringJoiner toolResults;

  private OpenAiResponsesRequest(JsonNode body) {
    this.body = body;
  }

  static Question question(JsonNode body) {
    return new OpenAiResponsesRequest(body).read();
  }

  private Question read() {
    String model = OpenAiChatRequest.model(body);
    tokens.text(body.path("instructions").asString(""));
    JsonNode input = body.path("input");
    if (input.isString()) {
      lastUserText = input.asString();
      tokens.text(lastUserText);
    } else if (input.isArray() && !input.isEmpty()) {
      input.forEach(this::item);
    } else {
      throw OpenAiErrors.invalid(
          "Missing required parameter: 'input'.", "input", "missing_required_parameter");
    }
    JsonNode format = body.path("text").path("format");
    JsonNode schema =
        switch (format.path("type").asString("text")) {
          case "json_schema" -> format.path("schema");
          case "json_object" -> Json.object();
          default -> null;
        };
    JsonNode limit = body.path("max_output_tokens");
    return new Question(
        model,
        lastUserText,
        toolResults == null ? null : toolResults.toString(),
        tools(),
        toolChoice(body.path("tool_choice")),
        body.path("parallel_tool_calls").asBoolean(true),
        List.of(),
        limit.isNumber() ? limit.asInt() : null,
        schema,
        tokens.total());
  }

  private void item(JsonNode item) {
    switch (item.path("type").asString("message")) {
      case "message" -> {
        String text = content(item.path("content"));
        tokens.text(text);
        if (!item.path("role").asString("").equals("assistant")) {
          toolResults = null;
        }
        if (item.path("role").asString("").equals("user")) {
          lastUserText = text;
        }
      }
      case "function_call" ->
          tokens.toolCall(item.path("name").asString(""), arguments(item.path("arguments")));
      case "function_call_output" -> {
        String text = content(item.path("output"));
        tokens.text(text);
        toolResults = toolResults == null ? new StringJoiner(" ") : toolResults;
        toolResults.add(text);
      }
      default -> {
        // reasoning, item references and hosted tools' items carry nothing that is counted
      }
    }
  }

  private String content(JsonNode content) {
    if (!content.isArray()) {
      return content.asString("");
    }
    var text = new StringJoiner(" ");
    for (JsonNode part : content) {
      switch (part.path("type").asString("")) {
        case "input_text", "output_text", "text" -> text.add(part.path("text").asString(""));
        case "refusal" -> text.add(part.path("refusal").asString(""));
        default -> tokens.attachment();
      }
    }
    return text.toString();
  }

  private static JsonNode arguments(JsonNode arguments) {
    try {
      return Json.parse(arguments.asString("{}"));
    } catch (JacksonException notJson) {
      return arguments;
    }
  }

  private List<Tool> tools() {
    var tools = new ArrayList<Tool>();
    for (JsonNode definition : body.path("tools")) {
      if (definition.path("type").asString("").equals("function")) {
        var tool =
            new Tool(
                definition.path("name").asString(""),
                definition.path("description").asString(""),
                definition.path("parameters"));
        tokens.tool(tool);
        tools.add(tool);
      }
    }
    return tools;
  }

  private static ToolChoice toolChoice(JsonNode choice) {
    if (choice.isObject()) {
      return new ToolChoice.Named(choice.path("name").asString(""));
    }
    return switch (choice.asString("auto")) {
      case "none" -> new ToolChoice.None();
      case "required" -> new ToolChoice.Required();
      default -> new ToolChoice.Auto();
    };
  }
}
