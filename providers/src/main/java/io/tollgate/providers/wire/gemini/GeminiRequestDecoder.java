package io.tollgate.providers.wire.gemini;

import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.conversation.Conversation;
import io.tollgate.providers.conversation.Conversation.Role;
import io.tollgate.providers.conversation.Notes;
import io.tollgate.providers.conversation.Output;
import io.tollgate.providers.conversation.Output.Modality;
import io.tollgate.providers.conversation.ResponseFormat;
import io.tollgate.providers.conversation.Sampling;
import io.tollgate.providers.conversation.Thinking;
import io.tollgate.providers.conversation.Tool;
import io.tollgate.providers.conversation.ToolChoice;
import io.tollgate.providers.conversation.Turns;
import io.tollgate.providers.json.JsonAt;
import io.tollgate.providers.json.ProtoNames;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads a generateContent request. */
final class GeminiRequestDecoder {
  /** An answer that is one of a schema's words, and no JSON. */
  static final String CHOICE = "text/x.enum";

  private final ClientRequest request;
  private final Notes notes;
  private final JsonAt body;
  private final JsonAt config;

  private GeminiRequestDecoder(ClientRequest request, Notes notes) {
    this.request = request;
    this.notes = notes;
    this.body = whole(root(request));
    this.config = body.get("generationConfig");
  }

  private static JsonAt root(ClientRequest request) {
    ObjectNode body = request.body().tree();
    ProtoNames.toCamelCase(body);
    return JsonAt.root(body);
  }

  /** A count may have the request to be counted inside. */
  private static JsonAt whole(JsonAt body) {
    JsonAt inside = body.get("generateContentRequest");
    return inside.present() ? inside : body;
  }

  static Conversation decode(ClientRequest request, Notes notes) {
    return new GeminiRequestDecoder(request, notes).decode();
  }

  private Conversation decode() {
    var conversation = conversation();
    body.settled("model");
    config.settled("candidateCount", "maxOutputTokens");
    notes.unread(body);
    return conversation;
  }

  private Conversation conversation() {
    return new Conversation(
        turns(),
        tools(),
        toolChoice(),
        null,
        request.outputCap(),
        sampling(),
        config.get("stopSequences").items().stream().map(JsonAt::string).toList(),
        format(),
        thinking(),
        request.choices(),
        request.stream(),
        null,
        output());
  }

  private Output output() {
    Set<Modality> modalities = new HashSet<>();
    for (JsonAt modality : config.get("responseModalities").items()) {
      modalities.add(
          switch (modality.string().toUpperCase(Locale.ROOT)) {
            case "TEXT" -> Modality.TEXT;
            case "IMAGE" -> Modality.IMAGE;
            case "AUDIO" -> Modality.AUDIO;
            default -> throw modality.mismatch("TEXT, IMAGE or AUDIO");
          });
    }
    JsonAt voice =
        config.get("speechConfig").get("voiceConfig").get("prebuiltVoiceConfig").get("voiceName");
    return new Output(modalities, voice.optionalString(), scores());
  }

  private @Nullable Integer scores() {
    if (!config.get("responseLogprobs").flag()) {
      return null;
    }
    BigDecimal others = config.get("logprobs").optionalNumber();
    return others == null ? 0 : others.intValue();
  }

  private List<Conversation.Turn> turns() {
    GeminiContent content = new GeminiContent(request.seed(), notes);
    Turns turns = new Turns();
    JsonAt system = body.get("systemInstruction");
    if (system.present()) {
      // Google's own clients say "user" here, and nobody listens.
      system.settled("role");
      turns.add(Role.SYSTEM, content.parts(system));
    }
    List<JsonAt> contents = body.get("contents").itemsOrOne();
    if (contents.isEmpty()) {
      throw body.get("contents").mismatch("an array with at least one content");
    }
    for (JsonAt one : contents) {
      turns.add(role(one), content.parts(one));
    }
    return turns.list();
  }

  /** Nobody but the model calls functions, whether it is named or not. */
  private static Role role(JsonAt content) {
    JsonAt role = content.get("role");
    String word = role.optionalString();
    if (word == null) {
      boolean calls =
          content.get("parts").itemsOrOne().stream().anyMatch(part -> part.has("functionCall"));
      return calls ? Role.ASSISTANT : Role.USER;
    }
    return switch (word) {
      case "user", "function" -> Role.USER;
      case "model" -> Role.ASSISTANT;
      default -> throw role.invalid("Please use a valid role: user, model.");
    };
  }

  private Sampling sampling() {
    return new Sampling(
        config.get("temperature").optionalNumber(),
        config.get("topP").optionalNumber(),
        config.get("topK").optionalNumber(),
        config.get("seed").optionalNumber(),
        config.get("frequencyPenalty").optionalNumber(),
        config.get("presencePenalty").optionalNumber());
  }

  private List<Tool> tools() {
    List<Tool> tools = new ArrayList<>();
    for (JsonAt tool : body.get("tools").itemsOrOne()) {
      for (JsonAt function : tool.get("functionDeclarations").itemsOrOne()) {
        tools.add(function(function));
      }
    }
    return tools;
  }

  private static Tool function(JsonAt function) {
    JsonAt json = function.get("parametersJsonSchema");
    JsonAt open = function.get("parameters");
    return new Tool(
        function.get("name").string(),
        function.get("description").optionalString(),
        json.present()
            ? json.object()
            : open.present() ? OpenApiSchema.toJsonSchema(open.object()) : null,
        null,
        null);
  }

  private ToolChoice toolChoice() {
    JsonAt calling = body.get("toolConfig").get("functionCallingConfig");
    String mode = calling.get("mode").optionalString();
    if (mode == null) {
      return ToolChoice.UNSAID;
    }
    List<String> names =
        calling.get("allowedFunctionNames").items().stream().map(JsonAt::string).toList();
    return switch (mode.toUpperCase(Locale.ROOT)) {
      case "AUTO", "VALIDATED", "MODE_UNSPECIFIED" ->
          names.isEmpty() ? new ToolChoice.Auto() : new ToolChoice.Allowed(false, names);
      case "NONE" -> new ToolChoice.None();
      case "ANY" -> required(names);
      default -> throw calling.get("mode").mismatch("AUTO, ANY, NONE or VALIDATED");
    };
  }

  private static ToolChoice required(List<String> names) {
    return switch (names.size()) {
      case 0 -> new ToolChoice.Required();
      case 1 -> new ToolChoice.Named(names.getFirst());
      default -> new ToolChoice.Allowed(true, names);
    };
  }

  private ResponseFormat format() {
    JsonAt type = config.get("responseMimeType");
    String wanted = type.optionalString();
    ObjectNode schema = schema();
    if (schema != null) {
      List<String> words = words(schema);
      return CHOICE.equals(wanted) && !words.isEmpty()
          ? new ResponseFormat.OneOf(words)
          : new ResponseFormat.JsonSchema("answer", null, schema, null);
    }
    return switch (wanted) {
      case null -> ResponseFormat.TEXT;
      case "text/plain" -> ResponseFormat.TEXT;
      case "application/json" -> new ResponseFormat.JsonObject();
      default -> {
        notes.dropped(type);
        yield ResponseFormat.TEXT;
      }
    };
  }

  private @Nullable ObjectNode schema() {
    JsonAt json = config.get("responseJsonSchema");
    JsonAt open = config.get("responseSchema");
    if (json.present()) {
      return json.object();
    }
    return open.present() ? OpenApiSchema.toJsonSchema(open.object()) : null;
  }

  private static List<String> words(ObjectNode schema) {
    return schema.path("enum").values().stream()
        .filter(JsonNode::isString)
        .map(JsonNode::stringValue)
        .toList();
  }

  private @Nullable Thinking thinking() {
    JsonAt thoughts = config.get("thinkingConfig");
    if (!thoughts.present()) {
      return null;
    }
    boolean shown = thoughts.get("includeThoughts").flag();
    JsonAt level = thoughts.get("thinkingLevel");
    String word = level.optionalString();
    if (word != null) {
      Thinking.Effort effort =
          Thinking.Effort.of(word.toLowerCase(Locale.ROOT))
              .orElseThrow(() -> level.mismatch("MINIMAL, LOW, MEDIUM or HIGH"));
      return new Thinking(effort, OptionalLong.empty(), shown);
    }
    // -1 lets the model decide, as it does where thoughts are only to be shown.
    long budget = thoughts.get("thinkingBudget").node().asLong(-1);
    if (budget >= 0) {
      return Thinking.ofBudget(budget, shown);
    }
    boolean asked = shown || thoughts.has("thinkingBudget");
    return asked ? new Thinking(Thinking.Effort.MEDIUM, OptionalLong.empty(), shown) : null;
  }
}
