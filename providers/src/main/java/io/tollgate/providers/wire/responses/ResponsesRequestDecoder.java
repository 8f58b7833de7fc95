package io.tollgate.providers.wire.responses;

import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.conversation.Conversation;
import io.tollgate.providers.conversation.Conversation.Role;
import io.tollgate.providers.conversation.Notes;
import io.tollgate.providers.conversation.Output;
import io.tollgate.providers.conversation.Output.Modality;
import io.tollgate.providers.conversation.Part;
import io.tollgate.providers.conversation.ResponseFormat;
import io.tollgate.providers.conversation.Sampling;
import io.tollgate.providers.conversation.Thinking;
import io.tollgate.providers.conversation.Tool;
import io.tollgate.providers.conversation.ToolChoice;
import io.tollgate.providers.conversation.Turns;
import io.tollgate.providers.json.JsonAt;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a Responses request. */
final class ResponsesRequestDecoder {
  private static final String PICTURES = "image_generation";
  private static final String SCORES = "message.output_text.logprobs";

  private final ClientRequest request;
  private final Notes notes;
  private final JsonAt body;

  private ResponsesRequestDecoder(ClientRequest request, Notes notes) {
    this.request = request;
    this.notes = notes;
    this.body = JsonAt.root(request.body().tree());
  }

  static Conversation decode(ClientRequest request, Notes notes) {
    StoredState.refuse(request);
    return new ResponsesRequestDecoder(request, notes).decode();
  }

  private Conversation decode() {
    var conversation = conversation();
    body.settled("model", "stream", "stream_options", "max_output_tokens");
    // Shown in the answer again, or without a meaning where nothing is stored.
    body.settled("metadata", "store", "background", "include");
    usual("truncation", "disabled");
    usual("service_tier", "auto");
    notes.unread(body);
    return conversation;
  }

  private void usual(String name, String word) {
    JsonAt field = body.get(name);
    if (field.present() && !field.node().asString("").equals(word)) {
      notes.dropped(field);
    }
  }

  private Conversation conversation() {
    return new Conversation(
        turns().list(),
        tools(),
        toolChoice(),
        body.get("parallel_tool_calls").optionalFlag(),
        request.outputCap(),
        new Sampling(
            body.get("temperature").optionalNumber(),
            body.get("top_p").optionalNumber(),
            null,
            null,
            null,
            null),
        List.of(),
        format(),
        thinking(),
        1,
        request.stream(),
        user(),
        output());
  }

  private Turns turns() {
    Turns turns = new Turns();
    String instructions = body.get("instructions").optionalString();
    if (instructions != null && !instructions.isEmpty()) {
      turns.add(Role.SYSTEM, List.of(new Part.Text(instructions)));
    }
    JsonAt input = body.get("input");
    if (input.isString()) {
      turns.add(Role.USER, List.of(new Part.Text(input.string())));
    } else {
      List<JsonAt> items = input.items();
      if (items.isEmpty()) {
        throw input.mismatch("a string or an array with at least one item");
      }
      ResponsesItems reader = new ResponsesItems(notes);
      items.forEach(item -> reader.decode(item, turns));
    }
    return turns;
  }

  /** Here a tool draws; elsewhere models do so themselves, and the wishes for it have no twin. */
  private Output output() {
    Set<Modality> modalities = new HashSet<>();
    for (JsonAt tool : body.get("tools").items()) {
      if (tool.get("type").string().equals(PICTURES)) {
        modalities.addAll(Set.of(Modality.TEXT, Modality.IMAGE));
      }
    }
    return new Output(modalities, null, scores());
  }

  private @Nullable Integer scores() {
    boolean asked =
        body.get("include").items().stream().anyMatch(field -> field.string().equals(SCORES));
    if (!asked) {
      return null;
    }
    BigDecimal others = body.get("top_logprobs").optionalNumber();
    return others == null ? 0 : others.intValue();
  }

  private List<Tool> tools() {
    List<Tool> tools = new ArrayList<>();
    for (JsonAt tool : body.get("tools").items()) {
      String type = tool.get("type").string();
      if (type.equals(PICTURES)) {
        continue;
      }
      if (!type.equals("function")) {
        throw tool.get("type")
            .invalid("'" + tool.path() + ".type': " + type + " cannot be carried to this provider");
      }
      JsonAt parameters = tool.get("parameters");
      tools.add(
          new Tool(
              tool.get("name").string(),
              tool.get("description").optionalString(),
              parameters.present() ? parameters.object() : null,
              tool.get("strict").optionalFlag(),
              null));
    }
    return tools;
  }

  private ToolChoice toolChoice() {
    JsonAt choice = body.get("tool_choice");
    if (!choice.present()) {
      return ToolChoice.UNSAID;
    }
    String word = choice.isString() ? choice.string() : choice.get("type").string();
    return switch (word) {
      case "auto" -> new ToolChoice.Auto();
      case "none" -> new ToolChoice.None();
      case "required" -> new ToolChoice.Required();
      case PICTURES -> ToolChoice.UNSAID;
      case "function" -> new ToolChoice.Named(choice.get("name").string());
      case "allowed_tools" ->
          new ToolChoice.Allowed(
              "required".equals(choice.get("mode").optionalString()),
              choice.get("tools").items().stream().map(t -> t.get("name").string()).toList());
      default -> throw choice.mismatch("auto, none, required, function or allowed_tools");
    };
  }

  private ResponseFormat format() {
    JsonAt text = body.get("text");
    if (text.has("verbosity") && !text.get("verbosity").string().equals("medium")) {
      notes.dropped("text.verbosity");
    }
    JsonAt format = text.get("format");
    if (!format.present()) {
      return ResponseFormat.TEXT;
    }
    return switch (format.get("type").string()) {
      case "text" -> ResponseFormat.TEXT;
      case "json_object" -> new ResponseFormat.JsonObject();
      case "json_schema" ->
          new ResponseFormat.JsonSchema(
              format.get("name").string(),
              format.get("description").optionalString(),
              format.get("schema").object(),
              format.get("strict").optionalFlag());
      default -> throw format.get("type").mismatch("text, json_object or json_schema");
    };
  }

  private @Nullable Thinking thinking() {
    JsonAt reasoning = body.get("reasoning");
    JsonAt effort = reasoning.get("effort");
    String word = effort.optionalString();
    if (word == null) {
      return null;
    }
    Thinking.Effort known =
        Thinking.Effort.of(word)
            .orElseThrow(() -> effort.mismatch("none, minimal, low, medium, high, xhigh or max"));
    return new Thinking(known, OptionalLong.empty(), reasoning.has("summary"));
  }

  private @Nullable String user() {
    String identifier = body.get("safety_identifier").optionalString();
    return identifier == null ? body.get("user").optionalString() : identifier;
  }
}
