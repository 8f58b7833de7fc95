package io.tollgate.providers.wire.anthropic;

import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.Endpoint;
import io.tollgate.providers.conversation.Conversation;
import io.tollgate.providers.conversation.Conversation.Role;
import io.tollgate.providers.conversation.Notes;
import io.tollgate.providers.conversation.Output;
import io.tollgate.providers.conversation.Part;
import io.tollgate.providers.conversation.ResponseFormat;
import io.tollgate.providers.conversation.Sampling;
import io.tollgate.providers.conversation.Thinking;
import io.tollgate.providers.conversation.Tool;
import io.tollgate.providers.conversation.ToolChoice;
import io.tollgate.providers.conversation.Turns;
import io.tollgate.providers.json.JsonAt;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads a Messages request of either API version. */
final class AnthropicRequestDecoder {
  /** Work that only Anthropic's own servers can do. */
  private static final List<String> SERVERS_OWN = List.of("mcp_servers", "container");

  private final ClientRequest request;
  private final Notes notes;
  private final JsonAt body;
  private final AnthropicVersion version;

  private AnthropicRequestDecoder(ClientRequest request, Notes notes) {
    this.request = request;
    this.notes = notes;
    this.body = JsonAt.root(request.body().tree());
    this.version = AnthropicVersion.named(request.apiVersion());
  }

  static Conversation decode(ClientRequest request, Notes notes) {
    return new AnthropicRequestDecoder(request, notes).decode();
  }

  private Conversation decode() {
    checkFields();
    var conversation = conversation();
    body.settled("model", "stream", "max_tokens", "cache_control");
    JsonAt tier = body.get("service_tier");
    if (tier.present() && !tier.node().asString("").equals("auto")) {
      notes.dropped(tier);
    }
    notes.unread(body);
    return conversation;
  }

  private Conversation conversation() {
    return new Conversation(
        turns().list(),
        tools(),
        toolChoice(),
        parallelTools(),
        request.outputCap(),
        sampling(),
        body.get("stop_sequences").items().stream().map(JsonAt::string).toList(),
        format(),
        thinking(),
        1,
        request.stream(),
        body.get("metadata").get("user_id").optionalString(),
        Output.UNSAID);
  }

  private void checkFields() {
    for (String name : SERVERS_OWN) {
      if (body.has(name)) {
        throw body.get(name).invalid("'" + name + "' cannot be carried to this model's provider");
      }
    }
    if (request.endpoint() == Endpoint.MESSAGES && request.outputCap().isEmpty()) {
      throw body.get("max_tokens").invalid("max_tokens: Field required");
    }
    if (version.withoutSampling()) {
      for (String gone : new String[] {"temperature", "top_p", "top_k"}) {
        if (!body.get(gone).node().isMissingNode()) {
          throw body.get(gone).invalid(gone + ": Extra inputs are not permitted");
        }
      }
    }
  }

  private Turns turns() {
    AnthropicContent content = new AnthropicContent(notes, version);
    Turns turns = new Turns();
    turns.add(Role.SYSTEM, content.parts(body.get("system"), Role.SYSTEM));
    List<JsonAt> messages = body.get("messages").items();
    if (messages.isEmpty()) {
      throw body.get("messages").mismatch("an array with at least one message");
    }
    for (JsonAt message : messages) {
      Role role = role(message.get("role"));
      turns.add(role, content.parts(message.get("content"), role));
    }
    JsonAt mark = body.get("cache_control");
    if (mark.present() && !turns.list().isEmpty()) {
      // It stands for one at the last block that can have it.
      Role last = turns.list().getLast().role();
      turns.add(last, List.of(new Part.CacheMark(mark.get("ttl").optionalString())));
    }
    return turns;
  }

  private static Role role(JsonAt role) {
    return switch (role.string()) {
      case "user" -> Role.USER;
      case "assistant" -> Role.ASSISTANT;
      case "system" -> Role.SYSTEM;
      default -> throw role.mismatch("user, assistant or system");
    };
  }

  private Sampling sampling() {
    return new Sampling(
        body.get("temperature").optionalNumber(),
        body.get("top_p").optionalNumber(),
        body.get("top_k").optionalNumber(),
        null,
        null,
        null);
  }

  private List<Tool> tools() {
    List<Tool> tools = new ArrayList<>();
    for (JsonAt tool : body.get("tools").items()) {
      String type = tool.get("type").optionalString();
      if (type != null && !type.equals("custom")) {
        throw tool.get("type")
            .invalid("'" + tool.path() + "': " + type + " cannot be carried to this provider");
      }
      JsonAt mark = tool.get("cache_control");
      String ttl = mark.get("ttl").optionalString();
      tools.add(
          new Tool(
              tool.get("name").string(),
              tool.get("description").optionalString(),
              tool.get("input_schema").object(),
              tool.get("strict").optionalFlag(),
              mark.present() ? (ttl == null ? "5m" : ttl) : null));
    }
    return tools;
  }

  private ToolChoice toolChoice() {
    JsonAt choice = body.get("tool_choice");
    if (!choice.present()) {
      return ToolChoice.UNSAID;
    }
    return switch (choice.get("type").string()) {
      case "auto" -> new ToolChoice.Auto();
      case "any" -> new ToolChoice.Required();
      case "none" -> new ToolChoice.None();
      case "tool" -> new ToolChoice.Named(choice.get("name").string());
      default -> throw choice.get("type").mismatch("auto, any, tool or none");
    };
  }

  private @Nullable Boolean parallelTools() {
    Boolean disabled = body.get("tool_choice").get("disable_parallel_tool_use").optionalFlag();
    return disabled == null ? null : !disabled;
  }

  private ResponseFormat format() {
    JsonAt format = body.get("output_config").get("format");
    if (!format.present()) {
      return ResponseFormat.TEXT;
    }
    if (!format.get("type").string().equals("json_schema")) {
      throw format.get("type").mismatch("json_schema");
    }
    // There is no name here, and elsewhere it is required.
    return new ResponseFormat.JsonSchema("answer", null, format.get("schema").object(), true);
  }

  private @Nullable Thinking thinking() {
    JsonAt thinking = body.get("thinking");
    String type = thinking.get("type").optionalString();
    boolean shown = !"omitted".equals(thinking.get("display").optionalString());
    if (type == null) {
      return effort(shown);
    }
    return switch (type) {
      case "disabled" -> Thinking.of(Thinking.Effort.NONE);
      case "enabled" ->
          Thinking.ofBudget(Math.max(1, thinking.get("budget_tokens").node().asLong(1024)), shown);
      case "adaptive", "between_tools" -> {
        Thinking asked = effort(shown);
        yield asked == null ? Thinking.of(Thinking.Effort.HIGH) : asked;
      }
      default -> throw thinking.get("type").mismatch("enabled, adaptive or disabled");
    };
  }

  private @Nullable Thinking effort(boolean shown) {
    JsonAt effort = body.get("output_config").get("effort");
    String word = effort.optionalString();
    if (word == null) {
      return null;
    }
    Thinking.Effort known =
        Thinking.Effort.of(word)
            .orElseThrow(() -> effort.mismatch("low, medium, high, xhigh or max"));
    return new Thinking(known, OptionalLong.empty(), shown);
  }
}
