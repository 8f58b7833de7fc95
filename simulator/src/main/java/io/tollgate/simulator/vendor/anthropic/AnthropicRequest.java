package io.tollgate.simulator.vendor.anthropic;

import io.tollgate.simulator.answer.InputTokens;
import io.tollgate.simulator.answer.Question;
import io.tollgate.simulator.answer.Tool;
import io.tollgate.simulator.answer.ToolChoice;
import io.tollgate.simulator.fault.Directives;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the body of {@code POST /v1/messages}; {@link AnthropicChecks} has approved it before. */
final class AnthropicRequest {
  private final JsonNode body;
  private final InputTokens tokens = new InputTokens();
  private String lastUserText = "";
  private @Nullable String toolResult;

  private AnthropicRequest(JsonNode body) {
    this.body = body;
  }

  /** The question in the body of a message request. */
  static Question question(JsonNode body, String version) {
    AnthropicChecks.check(body, version, Set.of("model", "messages", "max_tokens"));
    return new AnthropicRequest(body).read();
  }

  /** The question in the body of a token count, which need not limit the answer. */
  static Question questionToCount(JsonNode body, String version) {
    AnthropicChecks.check(body, version, Set.of("model", "messages"));
    return new AnthropicRequest(body).read();
  }

  private Question read() {
    tokens.text(text(body.path("system")));
    body.path("messages").forEach(this::message);
    JsonNode choice = body.path("tool_choice");
    JsonNode format = body.path("output_config").path("format");
    JsonNode limit = body.path("max_tokens");
    var stops = new ArrayList<String>();
    body.path("stop_sequences").forEach(stop -> stops.add(stop.asString("")));
    return new Question(
        Directives.modelName(body.path("model").asString()),
        lastUserText,
        toolResult,
        tools(),
        toolChoice(choice),
        !choice.path("disable_parallel_tool_use").asBoolean(false),
        stops,
        limit.isNumber() ? limit.asInt() : null,
        format.has("schema") ? format.path("schema") : null,
        tokens.total());
  }

  private void message(JsonNode message) {
    JsonNode content = message.path("content");
    String text = text(content);
    tokens.text(text);
    var results = new StringJoiner(" ");
    boolean answersTools = false;
    for (JsonNode block : content) {
      switch (block.path("type").asString("")) {
        case "tool_use" -> tokens.toolCall(block.path("name").asString(""), block.path("input"));
        case "tool_result" -> {
          String result = text(block.path("content"));
          tokens.text(result);
          results.add(result);
          answersTools = true;
        }
        case "image", "document" -> tokens.attachment();
        default -> {
          // text is counted above, thinking is not counted again
        }
      }
    }
    if (message.path("role").asString("").equals("user")) {
      toolResult = answersTools ? results.toString() : null;
      lastUserText = text.isEmpty() && answersTools ? lastUserText : text;
    }
  }

  private static String text(JsonNode content) {
    if (!content.isArray()) {
      return content.asString("");
    }
    var text = new StringJoiner(" ");
    for (JsonNode block : content) {
      if (block.path("type").asString("").equals("text")) {
        text.add(block.path("text").asString(""));
      }
    }
    return text.toString();
  }

  private List<Tool> tools() {
    var tools = new ArrayList<Tool>();
    for (JsonNode definition : body.path("tools")) {
      if (definition.has("input_schema")) {
        var tool =
            new Tool(
                definition.path("name").asString(""),
                definition.path("description").asString(""),
                definition.path("input_schema"));
        tokens.tool(tool);
        tools.add(tool);
      }
    }
    return tools;
  }

  private static ToolChoice toolChoice(JsonNode choice) {
    return switch (choice.path("type").asString("auto")) {
      case "none" -> new ToolChoice.None();
      case "any" -> new ToolChoice.Required();
      case "tool" -> new ToolChoice.Named(choice.path("name").asString(""));
      default -> new ToolChoice.Auto();
    };
  }
}
