package io.tollgate.simulator.vendor.gemini;

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

/** Reads the body of {@code :generateContent} and its kin. */
final class GeminiRequest {
  private final JsonNode body;
  private final InputTokens tokens = new InputTokens();
  private String lastUserText = "";
  private @Nullable String toolResult;

  private GeminiRequest(JsonNode body) {
    this.body = body;
  }

  static Question question(String model, JsonNode body) {
    GeminiChecks.check(model, body);
    return new GeminiRequest(body).read(model);
  }

  private Question read(String model) {
    tokens.text(text(body.path("systemInstruction").path("parts")));
    body.path("contents").forEach(this::content);
    JsonNode config = body.path("generationConfig");
    JsonNode limit = config.path("maxOutputTokens");
    var stops = new ArrayList<String>();
    config.path("stopSequences").forEach(stop -> stops.add(stop.asString("")));
    return new Question(
        model,
        lastUserText,
        toolResult,
        tools(),
        toolChoice(body.path("toolConfig").path("functionCallingConfig")),
        true,
        stops,
        limit.isNumber() ? limit.asInt() : null,
        schema(config),
        tokens.total());
  }

  private void content(JsonNode content) {
    JsonNode parts = content.path("parts");
    String text = text(parts);
    tokens.text(text);
    var results = new StringJoiner(" ");
    boolean answersTools = false;
    for (JsonNode part : parts) {
      if (part.has("functionCall")) {
        JsonNode arguments = part.path("functionCall").path("args");
        tokens.toolCall(
            part.path("functionCall").path("name").asString(""),
            arguments.isObject() ? arguments : Json.object());
      } else if (part.has("functionResponse")) {
        String result = result(part.path("functionResponse").path("response"));
        tokens.text(result);
        results.add(result);
        answersTools = true;
      } else if (part.has("inlineData") || part.has("fileData")) {
        tokens.attachment();
      }
    }
    if (content.path("role").asString("user").equals("user")) {
      toolResult = answersTools ? results.toString() : null;
      lastUserText = text.isEmpty() && answersTools ? lastUserText : text;
    }
  }

  /** The text inside the usual wrappers, so that the count is the one of the other formats. */
  private static String result(JsonNode response) {
    for (String wrapper : List.of("result", "output", "content", "error")) {
      if (response.size() == 1 && response.path(wrapper).isString()) {
        return response.path(wrapper).asString();
      }
    }
    return response.toString();
  }

  private static String text(JsonNode parts) {
    var text = new StringJoiner(" ");
    for (JsonNode part : parts) {
      if (part.has("text") && !part.path("thought").asBoolean(false)) {
        text.add(part.path("text").asString(""));
      }
    }
    return text.toString();
  }

  private List<Tool> tools() {
    var tools = new ArrayList<Tool>();
    for (JsonNode group : body.path("tools")) {
      for (JsonNode declaration : group.path("functionDeclarations")) {
        var tool =
            new Tool(
                declaration.path("name").asString(""),
                declaration.path("description").asString(""),
                declaration.has("parametersJsonSchema")
                    ? declaration.path("parametersJsonSchema")
                    : declaration.path("parameters"));
        tokens.tool(tool);
        tools.add(tool);
      }
    }
    return tools;
  }

  private static ToolChoice toolChoice(JsonNode config) {
    JsonNode allowed = config.path("allowedFunctionNames");
    return switch (config.path("mode").asString("AUTO")) {
      case "NONE" -> new ToolChoice.None();
      case "ANY" ->
          allowed.size() == 1
              ? new ToolChoice.Named(allowed.get(0).asString(""))
              : new ToolChoice.Required();
      default -> new ToolChoice.Auto();
    };
  }

  private static @Nullable JsonNode schema(JsonNode config) {
    if (config.has("responseJsonSchema")) {
      return config.path("responseJsonSchema");
    }
    if (config.has("responseSchema")) {
      return config.path("responseSchema");
    }
    return config.path("responseMimeType").asString("").equals("application/json")
        ? Json.object()
        : null;
  }
}
