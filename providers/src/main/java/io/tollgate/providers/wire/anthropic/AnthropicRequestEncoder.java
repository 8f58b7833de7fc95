package io.tollgate.providers.wire.anthropic;

import io.tollgate.providers.call.InvalidRequestException;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.conversation.Conversation;
import io.tollgate.providers.conversation.Notes;
import io.tollgate.providers.conversation.Part;
import io.tollgate.providers.conversation.ResponseFormat;
import io.tollgate.providers.conversation.Sampling;
import io.tollgate.providers.conversation.SchemaSubset;
import io.tollgate.providers.conversation.Thinking;
import io.tollgate.providers.conversation.Tool;
import io.tollgate.providers.conversation.ToolChoice;
import io.tollgate.providers.json.Json;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes a Messages request. */
final class AnthropicRequestEncoder {
  /** What every model that thinks can write, thoughts included. */
  private static final long LONGEST = 32_000;

  /** What is left for the answer where nobody set a cap to its thoughts. */
  private static final long ROOM = 8_192;

  private static final long MIN_BUDGET = 1024;

  private final Conversation conversation;
  private final Target target;
  private final ClaudeModel model;
  private final Notes notes;
  private final ObjectNode body = Json.object();

  private AnthropicRequestEncoder(Conversation conversation, Target target, Notes notes) {
    this.conversation = conversation;
    this.target = target;
    this.model = ClaudeModel.of(target.model());
    this.notes = notes;
  }

  static byte[] encode(Conversation conversation, Target target, Notes notes) {
    AnthropicRequestEncoder encoder = new AnthropicRequestEncoder(conversation, target, notes);
    encoder.write();
    return Json.bytes(encoder.body);
  }

  private void write() {
    if (conversation.choices() > 1) {
      throw InvalidRequestException.field(
          "n", "This model's provider gives one answer at a time: 'n' must be 1");
    }
    conversation.output().textOnly(notes);
    body.put("model", target.model());
    long maxTokens = maxTokens();
    body.put("max_tokens", maxTokens);
    AnthropicMessageWriter.write(conversation.turns(), body, notes);
    stop();
    tools();
    boolean thinking = thinking(conversation.effort(), maxTokens);
    sampling(conversation.sampling(), thinking);
    format();
    if (conversation.user() != null) {
      body.putObject("metadata").put("user_id", conversation.user());
    }
    if (conversation.stream()) {
      body.put("stream", true);
    }
  }

  private long maxTokens() {
    if (conversation.outputCap().isPresent()) {
      return conversation.outputCap().getAsLong();
    }
    String setting = target.setting("max-output-tokens");
    long cap = setting == null ? usualCap(conversation.effort()) : Long.parseLong(setting);
    notes.adapted("max_tokens was set to " + cap + ", since the provider demands a cap");
    return cap;
  }

  /** Since the format demands a cap: high enough not to cut off an answer unnoticed. */
  private long usualCap(@Nullable Thinking thinking) {
    if (thinking == null || thinking.off() || !model.thinks()) {
      return model.usualCap();
    }
    return model.takesEffort() ? LONGEST : Math.min(LONGEST, thinking.tokens() + ROOM);
  }

  private void stop() {
    List<String> stop = conversation.stop().stream().filter(text -> !text.isBlank()).toList();
    if (stop.size() < conversation.stop().size()) {
      notes.adapted("blank stop sequences were left out");
    }
    if (!stop.isEmpty()) {
      ArrayNode sequences = body.putArray("stop_sequences");
      stop.forEach(sequences::add);
    }
  }

  private void tools() {
    if (conversation.tools().isEmpty()) {
      return;
    }
    ArrayNode tools = body.putArray("tools");
    for (Tool tool : offered()) {
      ObjectNode node = tools.addObject().put("name", tool.name());
      if (tool.description() != null) {
        node.put("description", tool.description());
      }
      boolean strict = Boolean.TRUE.equals(tool.strict());
      SchemaSubset subset = strict ? SchemaSubset.ANTHROPIC_OUTPUT : SchemaSubset.ANTHROPIC_INPUT;
      node.set("input_schema", subset.adaptArguments(tool.schema(), notes));
      if (strict) {
        node.put("strict", true);
      }
      if (tool.cached() != null) {
        node.set("cache_control", AnthropicMessageWriter.cacheControl(tool.cached()));
      }
    }
    ObjectNode choice = choice(conversation.toolChoice());
    if (Boolean.FALSE.equals(conversation.parallelTools())
        && !(conversation.toolChoice() instanceof ToolChoice.None)) {
      choice = choice == null ? type("auto") : choice;
      choice.put("disable_parallel_tool_use", true);
    }
    if (choice != null) {
      body.set("tool_choice", choice);
    }
  }

  private List<Tool> offered() {
    if (conversation.toolChoice() instanceof ToolChoice.Allowed allowed) {
      notes.adapted("only the allowed tools were offered");
      return conversation.tools().stream()
          .filter(tool -> allowed.names().contains(tool.name()))
          .toList();
    }
    return conversation.tools();
  }

  private static ObjectNode type(String type) {
    return Json.object().put("type", type);
  }

  private static @Nullable ObjectNode choice(ToolChoice choice) {
    return switch (choice) {
      case ToolChoice.Unsaid ignored -> null;
      case ToolChoice.Auto ignored -> type("auto");
      case ToolChoice.None ignored -> type("none");
      case ToolChoice.Required ignored -> type("any");
      case ToolChoice.Named(String name) -> type("tool").put("name", name);
      case ToolChoice.Allowed allowed -> type(allowed.required() ? "any" : "auto");
    };
  }

  /** Returns whether the model will think. */
  private boolean thinking(@Nullable Thinking thinking, long maxTokens) {
    if (thinking == null) {
      return false;
    }
    if (!model.thinks()) {
      if (!thinking.off()) {
        notes.dropped("reasoning_effort");
      }
      return false;
    }
    if (thinking.off()) {
      return leastThinking();
    }
    String obstacle = obstacle(maxTokens);
    if (obstacle != null) {
      notes.adapted("thinking was left off, since " + obstacle);
      return false;
    }
    if (model.takesEffort()) {
      ObjectNode adaptive = body.putObject("thinking").put("type", "adaptive");
      if (thinking.shown() && model.hidesThoughts()) {
        adaptive.put("display", "summarized");
      }
      outputConfig().put("effort", model.effort(thinking.effort()));
    } else {
      long room = conversation.outputCap().isPresent() ? 1 : Math.min(ROOM, maxTokens / 2);
      long budget = Math.min(thinking.tokens(), maxTokens - room);
      body.putObject("thinking")
          .put("type", "enabled")
          .put("budget_tokens", Math.max(MIN_BUDGET, budget));
    }
    return true;
  }

  private boolean leastThinking() {
    if (model.alwaysThinks()) {
      outputConfig().put("effort", model.effort(Thinking.Effort.NONE));
      notes.adapted(ClaudeModel.LEAST_THINKING);
      return true;
    }
    body.putObject("thinking").put("type", "disabled");
    return false;
  }

  private @Nullable String obstacle(long maxTokens) {
    if (!model.takesEffort() && maxTokens <= MIN_BUDGET) {
      return "max_tokens leaves no room for it";
    }
    boolean forced =
        AnswerTool.serves(conversation, model)
            || conversation.toolChoice() instanceof ToolChoice.Required
            || conversation.toolChoice() instanceof ToolChoice.Named;
    if (forced) {
      return "a tool is forced";
    }
    return callsWithoutThoughts() ? OpenCalls.WITHOUT_THOUGHTS : null;
  }

  /** With thinking on, the provider demands the thoughts that led to the calls being answered. */
  private boolean callsWithoutThoughts() {
    List<Conversation.Turn> turns = conversation.turns();
    for (int i = turns.size() - 1; i >= 0; i--) {
      Conversation.Turn turn = turns.get(i);
      if (turn.role() == Conversation.Role.ASSISTANT) {
        boolean calls = turn.parts().stream().anyMatch(Part.ToolCall.class::isInstance);
        return calls && turn.parts().stream().noneMatch(AnthropicMessageWriter::signedHere);
      }
    }
    return false;
  }

  private ObjectNode outputConfig() {
    return body.has("output_config")
        ? (ObjectNode) body.get("output_config")
        : body.putObject("output_config");
  }

  private void sampling(Sampling sampling, boolean thinking) {
    boolean free =
        model.takesSampling() && !thinking && !AnthropicVersion.of(target).withoutSampling();
    temperature(sampling.temperature(), free);
    number("top_p", sampling.topP(), free && sampling.temperature() == null);
    number("top_k", sampling.topK(), free);
    drop("seed", sampling.seed());
    drop("frequency_penalty", sampling.frequencyPenalty());
    drop("presence_penalty", sampling.presencePenalty());
  }

  private void temperature(@Nullable BigDecimal temperature, boolean free) {
    if (temperature != null && free && temperature.compareTo(BigDecimal.ONE) > 0) {
      notes.adapted("temperature " + temperature + " was sent as 1, the provider's highest");
      body.put("temperature", BigDecimal.ONE);
    } else {
      number("temperature", temperature, free);
    }
  }

  private void number(String field, @Nullable BigDecimal number, boolean allowed) {
    if (number != null && allowed) {
      body.put(field, number);
    } else {
      drop(field, number);
    }
  }

  private void drop(String field, @Nullable BigDecimal number) {
    if (number != null && !Sampling.isUsual(field, number)) {
      notes.dropped(field);
    }
  }

  private void format() {
    switch (conversation.format()) {
      case ResponseFormat.Text ignored -> {}
      case ResponseFormat.JsonObject ignored -> {
        AnthropicMessageWriter.addSystem(body, ResponseFormat.JsonObject.INSTRUCTION);
        notes.adapted("response_format json_object was sent as an instruction");
      }
      case ResponseFormat.OneOf choice -> {
        AnthropicMessageWriter.addSystem(body, choice.instruction());
        notes.adapted(ResponseFormat.OneOf.ADAPTED);
      }
      case ResponseFormat.JsonSchema schema -> {
        if (AnswerTool.serves(conversation, model)) {
          AnswerTool.write(schema, body, notes);
        } else if (model.takesOutputFormat()) {
          ObjectNode adapted = SchemaSubset.ANTHROPIC_OUTPUT.adapt(schema.schema(), notes);
          outputConfig().putObject("format").put("type", "json_schema").set("schema", adapted);
        } else {
          AnthropicMessageWriter.addSystem(body, schema.instruction());
          notes.adapted("response_format json_schema was sent as an instruction");
        }
      }
    }
  }
}
