package io.tollgate.providers.wire.openai;

import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.InvalidRequestException;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.conversation.Conversation;
import io.tollgate.providers.conversation.Notes;
import io.tollgate.providers.conversation.ObjectSchema;
import io.tollgate.providers.conversation.ResponseFormat;
import io.tollgate.providers.conversation.Sampling;
import io.tollgate.providers.conversation.Thinking;
import io.tollgate.providers.conversation.Tool;
import io.tollgate.providers.conversation.ToolChoice;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.vendor.Quirks;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes a chat completions request. */
final class ChatRequestEncoder {
  private static final int MAX_STOP = 4;

  private final Conversation conversation;
  private final Target target;
  private final Quirks quirks;
  private final Notes notes;

  /** Whether the model takes anything but the defaults of sampling. */
  private final boolean free;

  private final OpenAiModel model;

  private final ObjectNode body = Json.object();

  private ChatRequestEncoder(Conversation conversation, Target target, Notes notes) {
    this.conversation = conversation;
    this.target = target;
    this.quirks = target.vendor().quirks();
    this.notes = notes;
    this.model = OpenAiModel.of(target.model());
    this.free = model.takesSampling(conversation.effort());
  }

  static byte[] encode(
      Conversation conversation, ClientRequest request, Target target, Notes notes) {
    ChatRequestEncoder encoder = new ChatRequestEncoder(conversation, target, notes);
    encoder.write();
    return Json.bytes(encoder.body);
  }

  private void write() {
    body.put("model", target.model());
    body.set("messages", ChatMessageWriter.write(conversation.turns(), quirks, notes));
    conversation.outputCap().ifPresent(cap -> body.put(quirks.outputCapField(), cap));
    sampling(conversation.sampling());
    stop();
    tools();
    format();
    thinking(conversation.effort());
    ChatOutput.write(conversation.output(), body, quirks, notes);
    if (conversation.choices() > 1) {
      body.put("n", conversation.choices());
    }
    if (conversation.user() != null) {
      body.put("user", conversation.user());
    }
    if (conversation.stream()) {
      body.put("stream", true);
      if (quirks.streamUsage()) {
        body.putObject("stream_options").put("include_usage", true);
      }
    }
    applyQuirks();
  }

  private void sampling(Sampling sampling) {
    number("temperature", sampling.temperature(), free);
    number("top_p", sampling.topP(), free);
    number("seed", sampling.seed(), true);
    number("frequency_penalty", sampling.frequencyPenalty(), free);
    number("presence_penalty", sampling.presencePenalty(), free);
    if (sampling.topK() != null) {
      notes.dropped("top_k");
    }
  }

  private void number(String field, @Nullable BigDecimal number, boolean taken) {
    if (number != null && taken) {
      body.put(field, number);
    } else if (number != null && !Sampling.isUsual(field, number)) {
      notes.dropped(field);
    }
  }

  private void stop() {
    if (conversation.stop().size() > MAX_STOP) {
      throw InvalidRequestException.field(
          "stop", "At most " + MAX_STOP + " stop sequences are supported by this model's provider");
    }
    if (!conversation.stop().isEmpty() && !free) {
      notes.dropped("stop");
    } else if (!conversation.stop().isEmpty()) {
      ArrayNode stop = body.putArray("stop");
      conversation.stop().forEach(stop::add);
    }
  }

  private void tools() {
    if (conversation.tools().isEmpty()) {
      return;
    }
    ArrayNode tools = body.putArray("tools");
    for (Tool tool : conversation.tools()) {
      ObjectNode function = tools.addObject().put("type", "function").putObject("function");
      function.put("name", tool.name());
      if (tool.description() != null) {
        function.put("description", tool.description());
      }
      function.set("parameters", ObjectSchema.of(tool.schema(), notes));
      strict(tool.strict(), function, "parameters");
    }
    JsonNode choice = choice(conversation.toolChoice());
    if (choice != null) {
      body.set("tool_choice", choice);
    }
    if (conversation.parallelTools() != null) {
      body.put("parallel_tool_calls", conversation.parallelTools());
    }
  }

  private @Nullable JsonNode choice(ToolChoice choice) {
    return switch (choice) {
      case ToolChoice.Unsaid ignored -> null;
      case ToolChoice.Auto ignored -> word("auto");
      case ToolChoice.None ignored -> word("none");
      case ToolChoice.Required ignored -> word("required");
      case ToolChoice.Named(String name) -> named(name);
      case ToolChoice.Allowed allowed -> allowed(allowed);
    };
  }

  private static JsonNode word(String word) {
    return Json.object().textNode(word);
  }

  private static ObjectNode named(String name) {
    ObjectNode choice = Json.object().put("type", "function");
    choice.putObject("function").put("name", name);
    return choice;
  }

  private static ObjectNode allowed(ToolChoice.Allowed allowed) {
    ObjectNode choice = Json.object().put("type", "allowed_tools");
    ObjectNode tools = choice.putObject("allowed_tools");
    tools.put("mode", allowed.required() ? "required" : "auto");
    ArrayNode list = tools.putArray("tools");
    allowed.names().forEach(name -> list.add(named(name)));
    return choice;
  }

  private void format() {
    switch (conversation.format()) {
      case ResponseFormat.Text ignored -> {}
      case ResponseFormat.JsonObject ignored ->
          body.putObject("response_format").put("type", "json_object");
      case ResponseFormat.OneOf choice -> {
        instruct(choice.instruction());
        notes.adapted(ResponseFormat.OneOf.ADAPTED);
      }
      case ResponseFormat.JsonSchema schema when !schema.ofObject() -> {
        instruct(schema.instruction());
        notes.adapted(
            "response_format json_schema was sent as an instruction, since this provider answers"
                + " with objects only");
      }
      case ResponseFormat.JsonSchema schema -> {
        ObjectNode format = body.putObject("response_format").put("type", "json_schema");
        ObjectNode detail = format.putObject("json_schema").put("name", schema.name());
        if (schema.description() != null) {
          detail.put("description", schema.description());
        }
        detail.set("schema", schema.schema());
        strict(schema.strict(), detail, "schema");
      }
    }
  }

  private void instruct(String instruction) {
    ArrayNode messages = (ArrayNode) body.path("messages");
    messages.insertObject(0).put("role", "system").put("content", instruction);
  }

  /** Other vendors enforce more of JSON Schema than this one, which refuses the rest. */
  private void strict(@Nullable Boolean asked, ObjectNode holder, String schema) {
    if (Boolean.TRUE.equals(asked) && !StrictSchema.fits(holder.path(schema))) {
      notes.adapted(
          "strict was left off, since the schema has parts that are optional or open, which this"
              + " provider does not enforce");
    } else if (asked != null) {
      holder.put("strict", asked);
    }
  }

  private void thinking(@Nullable Thinking thinking) {
    if (thinking == null) {
      return;
    }
    String word = model.effort(thinking.effort());
    if (word != null) {
      body.put("reasoning_effort", word);
    } else if (!thinking.off()) {
      notes.dropped("reasoning_effort");
    }
    if (word != null && thinking.budget().isPresent()) {
      notes.adapted("a budget of thinking tokens was sent as reasoning_effort " + word);
    } else if (word != null && thinking.off() && !word.equals("none")) {
      notes.adapted("thinking cannot be switched off, and was asked for least: " + word);
    } else if (word != null && !word.equals(thinking.effort().word())) {
      notes.adapted(
          "reasoning_effort "
              + thinking.effort().word()
              + " was sent as "
              + word
              + ", the nearest");
    }
  }

  private void applyQuirks() {
    for (String field : quirks.unsupported()) {
      if (body.has(field)) {
        body.remove(field);
        notes.dropped(field);
      }
    }
    for (Map.Entry<String, String> rename : quirks.renamed().entrySet()) {
      JsonNode value = body.remove(rename.getKey());
      if (value != null) {
        body.set(rename.getValue(), value);
      }
    }
  }
}
