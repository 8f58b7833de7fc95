package io.tollgate.simulator.vendor.bedrock;

import io.tollgate.simulator.answer.InputTokens;
import io.tollgate.simulator.answer.Question;
import io.tollgate.simulator.answer.Tool;
import io.tollgate.simulator.answer.ToolChoice;
import io.tollgate.simulator.vendor.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the body of a Converse request. */
final class ConverseRequest {
  private final JsonNode body;
  private final InputTokens tokens = new InputTokens();
  private String lastUserText = "";
  private @Nullable String toolResult;

  private ConverseRequest(JsonNode body) {
    this.body = body;
  }

  static Question question(String model, JsonNode body) {
    ConverseChecks.check(body);
    return new ConverseRequest(body).read(model);
  }

  private Question read(String model) {
    tokens.text(text(body.path("system")));
    body.path("messages").forEach(this::message);
    JsonNode inference = body.path("inferenceConfig");
    JsonNode own = body.path("additionalModelRequestFields").path("tool_choice");
    JsonNode limit = inference.path("maxTokens");
    var stops = new ArrayList<String>();
    inference.path("stopSequences").forEach(stop -> stops.add(stop.asString("")));
    return new Question(
        model,
        lastUserText,
        toolResult,
        tools(),
        own.isObject() ? ownChoice(own) : toolChoice(body.path("toolConfig").path("toolChoice")),
        !own.path("disable_parallel_tool_use").asBoolean(false),
        stops,
        limit.isNumber() ? limit.asInt() : null,
        schema(),
        tokens.total());
  }

  private void message(JsonNode message) {
    JsonNode content = message.path("content");
    String text = text(content);
    tokens.text(text);
    var results = new StringJoiner(" ");
    boolean answersTools = false;
    for (JsonNode block : content) {
      if (block.has("toolUse")) {
        JsonNode use = block.path("toolUse");
        tokens.toolCall(use.path("name").asString(""), use.path("input"));
      } else if (block.has("toolResult")) {
        String result = text(block.path("toolResult").path("content"));
        tokens.text(result);
        results.add(result);
        answersTools = true;
      } else if (block.has("image") || block.has("document") || block.has("audio")) {
        tokens.attachment();
      }
    }
    if (message.path("role").asString("").equals("user")) {
      toolResult = answersTools ? results.toString() : null;
      lastUserText = text.isEmpty() && answersTools ? lastUserText : text;
    }
  }

  private static String text(JsonNode content) {
    var text = new StringJoiner(" ");
    for (JsonNode block : content) {
      if (block.has("text")) {
        text.add(block.path("text").asString(""));
      } else if (block.has("json")) {
        text.add(block.path("json").toString());
      }
    }
    return text.toString();
  }

  private List<Tool> tools() {
    var tools = new ArrayList<Tool>();
    for (JsonNode definition : body.path("toolConfig").path("tools")) {
      JsonNode spec = definition.path("toolSpec");
      if (spec.isObject()) {
        var tool =
            new Tool(
                spec.path("name").asString(""),
                spec.path("description").asString(""),
                spec.path("inputSchema").path("json"));
        tokens.tool(tool);
        tools.add(tool);
      }
    }
    return tools;
  }

  private static ToolChoice toolChoice(JsonNode choice) {
    if (choice.has("any")) {
      return new ToolChoice.Required();
    }
    return choice.has("tool")
        ? new ToolChoice.Named(choice.path("tool").path("name").asString(""))
        : new ToolChoice.Auto();
  }

  /** As Claude takes it in the model's own fields. */
  private static ToolChoice ownChoice(JsonNode choice) {
    return switch (choice.path("type").asString("")) {
      case "any" -> new ToolChoice.Required();
      case "tool" -> new ToolChoice.Named(choice.path("name").asString(""));
      default -> new ToolChoice.Auto();
    };
  }

  private @Nullable JsonNode schema() {
    JsonNode definition =
        body.path("outputConfig").path("textFormat").path("structure").path("jsonSchema");
    return definition.path("schema").isString()
        ? Json.parse(definition.path("schema").asString())
        : null;
  }
}
