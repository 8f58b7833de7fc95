package io.tollgate.providers.wire.ollama;

import io.tollgate.providers.call.InvalidRequestException;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.conversation.Conversation;
import io.tollgate.providers.conversation.Notes;
import io.tollgate.providers.conversation.Output;
import io.tollgate.providers.conversation.ResponseFormat;
import io.tollgate.providers.conversation.Sampling;
import io.tollgate.providers.conversation.Thinking;
import io.tollgate.providers.conversation.Tool;
import io.tollgate.providers.conversation.ToolChoice;
import io.tollgate.providers.json.Json;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes a request of {@code /api/chat}. */
final class OllamaRequestEncoder {
  private final Conversation conversation;
  private final Target target;
  private final Notes notes;
  private final ObjectNode body = Json.object();
  private final ObjectNode options = Json.object();

  private OllamaRequestEncoder(Conversation conversation, Target target, Notes notes) {
    this.conversation = conversation;
    this.target = target;
    this.notes = notes;
  }

  static byte[] encode(Conversation conversation, Target target, Notes notes) {
    OllamaRequestEncoder encoder = new OllamaRequestEncoder(conversation, target, notes);
    encoder.write();
    return Json.bytes(encoder.body);
  }

  private void write() {
    if (conversation.choices() > 1) {
      throw InvalidRequestException.field(
          "n", "This model's provider gives one answer at a time: 'n' must be 1");
    }
    output(conversation.output());
    body.put("model", target.model());
    ArrayNode messages = OllamaMessageWriter.write(conversation.turns(), notes);
    body.set("messages", messages);
    tools();
    format(messages);
    thinking(conversation.effort());
    // Left out, it would mean true.
    body.put("stream", conversation.stream());
    conversation.outputCap().ifPresent(cap -> options.put("num_predict", cap));
    sampling(conversation.sampling());
    if (!conversation.stop().isEmpty()) {
      ArrayNode stop = options.putArray("stop");
      conversation.stop().forEach(stop::add);
    }
    if (!options.isEmpty()) {
      body.set("options", options);
    }
    if (conversation.user() != null) {
      notes.dropped("user");
    }
  }

  private void sampling(Sampling sampling) {
    number("temperature", sampling.temperature());
    number("top_p", sampling.topP());
    number("top_k", sampling.topK());
    number("seed", sampling.seed());
    number("frequency_penalty", sampling.frequencyPenalty());
    number("presence_penalty", sampling.presencePenalty());
  }

  private void number(String field, @Nullable BigDecimal number) {
    if (number != null) {
      options.put(field, number);
    }
  }

  /** There is no choice of tools but the offer of them. */
  private void output(Output output) {
    if (output.scores() != null) {
      body.put("logprobs", true);
      if (output.scores() > 0) {
        body.put("top_logprobs", output.scores());
      }
    }
    if (output.pictures() || output.sound()) {
      notes.dropped("modalities");
    }
  }

  private void tools() {
    ToolChoice choice = conversation.toolChoice();
    List<Tool> offered = conversation.offeredTools();
    if (choice instanceof ToolChoice.None && !offered.isEmpty()) {
      notes.adapted("the tools were left out, since none may be called");
      return;
    }
    if (offered.size() < conversation.tools().size()) {
      notes.adapted("only the allowed tools were offered");
    }
    if (offered.isEmpty()) {
      return;
    }
    ArrayNode tools = body.putArray("tools");
    offered.forEach(tool -> tools.add(function(tool)));
    if (forces(choice)) {
      notes.dropped("tool_choice");
    }
    if (Boolean.FALSE.equals(conversation.parallelTools())) {
      notes.dropped("parallel_tool_calls");
    }
  }

  private static boolean forces(ToolChoice choice) {
    return switch (choice) {
      case ToolChoice.Unsaid ignored -> false;
      case ToolChoice.Auto ignored -> false;
      case ToolChoice.None ignored -> false;
      case ToolChoice.Required ignored -> true;
      case ToolChoice.Named ignored -> true;
      case ToolChoice.Allowed allowed -> allowed.required();
    };
  }

  private ObjectNode function(Tool tool) {
    ObjectNode node = Json.object().put("type", "function");
    ObjectNode function = node.putObject("function").put("name", tool.name());
    if (tool.description() != null) {
      function.put("description", tool.description());
    }
    function.set("parameters", tool.schema() == null ? noArguments() : tool.schema());
    if (tool.cached() != null) {
      notes.cacheMarkLeftOut();
    }
    if (Boolean.TRUE.equals(tool.strict())) {
      notes.adapted("strict was left off, since this provider does not enforce schemas of tools");
    }
    return node;
  }

  private static ObjectNode noArguments() {
    ObjectNode schema = Json.object().put("type", "object");
    schema.putObject("properties");
    return schema;
  }

  private void format(ArrayNode messages) {
    switch (conversation.format()) {
      case ResponseFormat.Text ignored -> {}
      case ResponseFormat.JsonObject ignored -> body.put("format", "json");
      case ResponseFormat.JsonSchema schema -> body.set("format", schema.schema());
      // A schema of words would have the answer in quotes.
      case ResponseFormat.OneOf choice -> {
        messages.insertObject(0).put("role", "system").put("content", choice.instruction());
        notes.adapted(ResponseFormat.OneOf.ADAPTED);
      }
    }
  }

  private void thinking(@Nullable Thinking thinking) {
    if (thinking == null) {
      return;
    }
    // The one family that is told how hard to think; it cannot stop thinking.
    if (target.model().contains("gpt-oss")) {
      body.put("think", level(thinking.effort()));
    } else {
      body.put("think", !thinking.off());
      if (!thinking.off()) {
        notes.adapted("how hard to think was sent as whether to think");
      }
    }
  }

  private static String level(Thinking.Effort effort) {
    return switch (effort) {
      case NONE, MINIMAL, LOW -> "low";
      case MEDIUM -> "medium";
      case HIGH, XHIGH, MAX -> "high";
    };
  }
}
