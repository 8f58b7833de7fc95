package io.tollgate.simulator.vendor.ollama;

import io.tollgate.simulator.answer.InputTokens;
import io.tollgate.simulator.answer.Question;
import io.tollgate.simulator.answer.Tool;
import io.tollgate.simulator.answer.ToolChoice;
import io.tollgate.simulator.vendor.Json;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads and checks the body of {@code POST /api/chat}. */
final class OllamaRequest {
  private final String model;
  private final JsonNode body;
  private final InputTokens tokens = new InputTokens();
  private String lastUserText = "";
  private @Nullable StringJoiner toolResults;

  private OllamaRequest(String model, JsonNode body) {
    this.model = model;
    this.body = body;
  }

  static Question question(String model, JsonNode body) {
    return new OllamaRequest(model, body).read();
  }

  private Question read() {
    body.path("messages").forEach(this::message);
    JsonNode options = body.path("options");
    JsonNode limit = options.path("num_predict");
    return new Question(
        model,
        lastUserText,
        toolResults == null ? null : toolResults.toString(),
        tools(),
        new ToolChoice.Auto(),
        true,
        stops(options),
        limit.isNumber() ? limit.asInt() : null,
        schema(body.path("format")),
        tokens.total());
  }

  private void message(JsonNode message) {
    JsonNode content = message.path("content");
    if (!content.isString()) {
      throw Ollama.invalid(
          "json: cannot unmarshal %s into Go struct field ChatRequest.messages.content of type string"
              .formatted(content.isArray() ? "array" : "object"));
    }
    String text = content.asString();
    tokens.text(text);
    message.path("images").forEach(this::image);
    message.path("tool_calls").forEach(call -> call(call.path("function")));
    switch (message.path("role").asString("")) {
      case "tool" -> {
        toolResults = toolResults == null ? new StringJoiner(" ") : toolResults;
        toolResults.add(text);
      }
      case "user" -> {
        lastUserText = text;
        toolResults = null;
      }
      default -> {
        // What the model said, or how it should be.
      }
    }
  }

  private void image(JsonNode image) {
    try {
      Base64.getDecoder().decode(image.asString(""));
    } catch (IllegalArgumentException notBase64) {
      throw Ollama.invalid("illegal base64 data at input byte 4");
    }
    tokens.attachment();
  }

  private void call(JsonNode function) {
    if (!function.path("arguments").isObject()) {
      throw Ollama.invalid(
          "json: cannot unmarshal string into Go struct field ChatRequest.messages.tool_calls.function.arguments of type map[string]interface {}");
    }
    tokens.toolCall(function.path("name").asString(""), function.path("arguments"));
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

  private static List<String> stops(JsonNode options) {
    var stops = new ArrayList<String>();
    options.path("stop").forEach(stop -> stops.add(stop.asString("")));
    return stops;
  }

  private static @Nullable JsonNode schema(JsonNode format) {
    if (format.isObject()) {
      return format;
    }
    return format.asString("").equals("json") ? Json.object() : null;
  }
}
