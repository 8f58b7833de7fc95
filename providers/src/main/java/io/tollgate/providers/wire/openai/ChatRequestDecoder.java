package io.tollgate.providers.wire.openai;

import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.conversation.Conversation;
import io.tollgate.providers.conversation.Notes;
import io.tollgate.providers.conversation.ResponseFormat;
import io.tollgate.providers.conversation.Sampling;
import io.tollgate.providers.conversation.Thinking;
import io.tollgate.providers.conversation.Tool;
import io.tollgate.providers.conversation.ToolChoice;
import io.tollgate.providers.json.JsonAt;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a chat completions request. */
final class ChatRequestDecoder {
  private static final List<String> OFTEN_THE_DEFAULT =
      List.of("store", "service_tier", "metadata", "logit_bias");

  private final ClientRequest request;
  private final Notes notes;
  private final JsonAt body;

  private ChatRequestDecoder(ClientRequest request, Notes notes) {
    this.request = request;
    this.notes = notes;
    this.body = JsonAt.root(request.body().tree());
  }

  static Conversation decode(ClientRequest request, Notes notes) {
    return new ChatRequestDecoder(request, notes).decode();
  }

  private Conversation decode() {
    List<JsonAt> messages = body.get("messages").items();
    if (messages.isEmpty()) {
      throw body.get("messages").mismatch("an array with at least one message");
    }
    var conversation = conversation(messages);
    body.settled("model", "n", "stream", "stream_options", "max_tokens", "max_completion_tokens");
    for (String name : OFTEN_THE_DEFAULT) {
      JsonAt field = body.get(name);
      if (field.present() && !saysTheDefault(field)) {
        notes.dropped(field);
      }
    }
    notes.unread(body);
    return conversation;
  }

  private Conversation conversation(List<JsonAt> messages) {
    return new Conversation(
        ChatMessages.decode(messages, notes),
        tools(),
        toolChoice(),
        parallelTools(),
        request.outputCap(),
        sampling(),
        stop(body.get("stop")),
        format(body.get("response_format")),
        thinking(),
        request.choices(),
        request.stream(),
        user(),
        ChatOutput.read(body, notes));
  }

  private @Nullable Boolean parallelTools() {
    Boolean said = body.get("parallel_tool_calls").optionalFlag();
    return (said == null && LegacyFunctions.asked(request)) ? Boolean.FALSE : said;
  }

  private static boolean saysTheDefault(JsonAt field) {
    return switch (field.name()) {
      case "store" -> field.node().isBoolean() && !field.node().booleanValue();
      case "service_tier" -> field.node().asString("").equals("auto");
      case "metadata", "logit_bias" -> field.node().isObject() && field.node().isEmpty();
      default -> false;
    };
  }

  private Sampling sampling() {
    return new Sampling(
        body.get("temperature").optionalNumber(),
        body.get("top_p").optionalNumber(),
        body.get("top_k").optionalNumber(),
        body.get("seed").optionalNumber(),
        body.get("frequency_penalty").optionalNumber(),
        body.get("presence_penalty").optionalNumber());
  }

  static List<String> stop(JsonAt stop) {
    if (stop.isString()) {
      return List.of(stop.string());
    }
    return stop.items().stream().map(JsonAt::string).toList();
  }

  private @Nullable Thinking thinking() {
    JsonAt effort = body.get("reasoning_effort");
    String word = effort.optionalString();
    if (word == null) {
      return null;
    }
    return Thinking.Effort.of(word)
        .map(Thinking::of)
        .orElseThrow(() -> effort.mismatch("one of none, minimal, low, medium, high, xhigh, max"));
  }

  private @Nullable String user() {
    String identifier = body.get("safety_identifier").optionalString();
    return identifier == null ? body.get("user").optionalString() : identifier;
  }

  private List<Tool> tools() {
    List<Tool> tools = new ArrayList<>();
    for (JsonAt tool : body.get("tools").items()) {
      String type = tool.get("type").string();
      if (!type.equals("function")) {
        throw tool.get("type").invalid("'" + tool.path() + ".type' can only be 'function' here");
      }
      tools.add(function(tool.get("function")));
    }
    for (JsonAt function : body.get("functions").items()) {
      tools.add(function(function));
    }
    return tools;
  }

  private static Tool function(JsonAt function) {
    JsonAt parameters = function.get("parameters");
    return new Tool(
        function.get("name").string(),
        function.get("description").optionalString(),
        parameters.present() ? parameters.object() : null,
        function.get("strict").optionalFlag(),
        null);
  }

  private ToolChoice toolChoice() {
    JsonAt choice = body.get(body.has("tool_choice") ? "tool_choice" : "function_call");
    if (!choice.present()) {
      return ToolChoice.UNSAID;
    }
    if (choice.isString()) {
      return switch (choice.string()) {
        case "auto" -> new ToolChoice.Auto();
        case "none" -> new ToolChoice.None();
        case "required", "any" -> new ToolChoice.Required();
        default -> throw choice.mismatch("none, auto, required or an object");
      };
    }
    String type = choice.get("type").optionalString();
    if (type == null) {
      return new ToolChoice.Named(choice.get("name").string());
    }
    return switch (type) {
      case "function" -> new ToolChoice.Named(choice.get("function").get("name").string());
      case "allowed_tools" -> allowed(choice.get("allowed_tools"));
      default -> throw choice.get("type").mismatch("function or allowed_tools");
    };
  }

  private static ToolChoice allowed(JsonAt allowed) {
    boolean required = "required".equals(allowed.get("mode").optionalString());
    List<String> names = new ArrayList<>();
    for (JsonAt tool : allowed.get("tools").items()) {
      names.add(tool.get("function").get("name").string());
    }
    return new ToolChoice.Allowed(required, names);
  }

  static ResponseFormat format(JsonAt format) {
    if (!format.present()) {
      return ResponseFormat.TEXT;
    }
    return switch (format.get("type").string()) {
      case "text" -> ResponseFormat.TEXT;
      case "json_object" -> new ResponseFormat.JsonObject();
      case "json_schema" -> schema(format.get("json_schema"));
      default -> throw format.get("type").mismatch("text, json_object or json_schema");
    };
  }

  private static ResponseFormat schema(JsonAt schema) {
    return new ResponseFormat.JsonSchema(
        schema.get("name").string(),
        schema.get("description").optionalString(),
        schema.get("schema").object(),
        schema.get("strict").optionalFlag());
  }
}
