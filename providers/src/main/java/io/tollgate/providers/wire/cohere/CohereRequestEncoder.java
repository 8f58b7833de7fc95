package io.tollgate.providers.wire.cohere;

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

/** Writes a request of {@code /v2/chat}. */
final class CohereRequestEncoder {
  private static final int MAX_STOP = 5;
  private static final BigDecimal ZERO = BigDecimal.ZERO;
  private static final BigDecimal ONE = BigDecimal.ONE;
  private static final BigDecimal MIN_P = new BigDecimal("0.01");
  private static final BigDecimal MAX_P = new BigDecimal("0.99");
  private static final BigDecimal MAX_K = BigDecimal.valueOf(500);

  private final Conversation conversation;
  private final Target target;
  private final CohereModel model;
  private final Notes notes;
  private final ObjectNode body = Json.object();

  private CohereRequestEncoder(Conversation conversation, Target target, Notes notes) {
    this.conversation = conversation;
    this.target = target;
    this.model = CohereModel.of(target.model());
    this.notes = notes;
  }

  static byte[] encode(Conversation conversation, Target target, Notes notes) {
    CohereRequestEncoder encoder = new CohereRequestEncoder(conversation, target, notes);
    encoder.write();
    return Json.bytes(encoder.body);
  }

  private void write() {
    if (conversation.choices() > 1) {
      throw InvalidRequestException.field(
          "n", "This model's provider gives one answer at a time: 'n' must be 1");
    }
    conversation.output().withoutMedia(notes);
    scores(conversation.output().scores());
    body.put("model", target.model());
    ArrayNode messages = CohereMessageWriter.write(conversation.turns(), model, notes);
    body.set("messages", messages);
    conversation.outputCap().ifPresent(cap -> body.put("max_tokens", cap));
    sampling(conversation.sampling());
    stop(conversation.stop());
    tools();
    citations();
    format(messages);
    thinking(conversation.effort());
    if (conversation.user() != null) {
      notes.dropped("user");
    }
    body.put("stream", conversation.stream());
  }

  private void scores(@Nullable Integer others) {
    if (others != null) {
      body.put("logprobs", true);
    }
    if (others != null && others > 0) {
      notes.dropped("top_logprobs");
    }
  }

  private void sampling(Sampling sampling) {
    number("temperature", "temperature", sampling.temperature(), ZERO, ONE);
    number("top_p", "p", sampling.topP(), MIN_P, MAX_P);
    number("top_k", "k", sampling.topK(), ZERO, MAX_K);
    if (sampling.seed() != null) {
      body.put("seed", sampling.seed());
    }
    number("frequency_penalty", "frequency_penalty", sampling.frequencyPenalty(), ZERO, ONE);
    number("presence_penalty", "presence_penalty", sampling.presencePenalty(), ZERO, ONE);
  }

  /** Out of the provider's range it would be an error there. */
  private void number(
      String clients, String field, @Nullable BigDecimal number, BigDecimal min, BigDecimal max) {
    if (number == null) {
      return;
    }
    BigDecimal taken = number.max(min).min(max);
    if (taken.compareTo(number) != 0) {
      notes.adapted(clients + " " + number + " was sent as " + taken + ", the provider's limit");
    }
    body.put(field, taken);
  }

  private void stop(List<String> stop) {
    if (stop.size() > MAX_STOP) {
      notes.dropped("stop[" + MAX_STOP + "...]");
    }
    if (!stop.isEmpty()) {
      ArrayNode sequences = body.putArray("stop_sequences");
      stop.stream().limit(MAX_STOP).forEach(sequences::add);
    }
  }

  private void tools() {
    if (conversation.tools().isEmpty()) {
      return;
    }
    List<Tool> offered = conversation.offeredTools();
    if (offered.size() < conversation.tools().size()) {
      notes.adapted("only the allowed tools were offered");
    }
    SchemaSubset subset = strict(offered) ? SchemaSubset.COHERE_OUTPUT : SchemaSubset.COHERE_INPUT;
    ArrayNode tools = body.putArray("tools");
    for (Tool tool : offered) {
      ObjectNode function = tools.addObject().put("type", "function").putObject("function");
      function.put("name", tool.name());
      if (tool.description() != null) {
        function.put("description", tool.description());
      }
      function.set("parameters", subset.adapt(tool.schema(), notes));
      if (tool.cached() != null) {
        notes.cacheMarkLeftOut();
      }
    }
    choice(conversation.toolChoice());
    if (Boolean.FALSE.equals(conversation.parallelTools())) {
      notes.dropped("parallel_tool_calls");
    }
  }

  private void choice(ToolChoice choice) {
    switch (choice) {
      // Leaving it out is how the model is left to decide.
      case ToolChoice.Unsaid ignored -> {}
      case ToolChoice.Auto ignored -> {}
      case ToolChoice.None ignored -> body.put("tool_choice", "NONE");
      case ToolChoice.Required ignored -> body.put("tool_choice", "REQUIRED");
      case ToolChoice.Named ignored -> body.put("tool_choice", "REQUIRED");
      case ToolChoice.Allowed allowed -> {
        if (allowed.required()) {
          body.put("tool_choice", "REQUIRED");
        }
      }
    }
  }

  /** One switch for all tools. */
  private boolean strict(List<Tool> offered) {
    long strict = offered.stream().filter(tool -> Boolean.TRUE.equals(tool.strict())).count();
    if (strict == 0) {
      return false;
    }
    if (strict < offered.size()) {
      notes.adapted("strict was left off, since this provider takes it for all tools or none");
      return false;
    }
    body.put("strict_tools", true);
    return true;
  }

  /** A result has no address to cite, which is all that clients' formats could carry. */
  private void citations() {
    boolean cites =
        conversation.turns().stream()
            .flatMap(turn -> turn.parts().stream())
            .anyMatch(Part.ToolResult.class::isInstance);
    if (cites) {
      body.putObject("citation_options").put("mode", "OFF");
      notes.adapted(
          "citations were switched off, since the results of tools have no address to cite");
    }
  }

  private void format(ArrayNode messages) {
    switch (conversation.format()) {
      case ResponseFormat.Text ignored -> {}
      case ResponseFormat.JsonObject ignored -> {
        if (structured("json_object", true)) {
          body.putObject("response_format").put("type", "json_object");
        } else {
          instruct(messages, ResponseFormat.JsonObject.INSTRUCTION);
        }
      }
      case ResponseFormat.OneOf choice -> {
        instruct(messages, choice.instruction());
        notes.adapted(ResponseFormat.OneOf.ADAPTED);
      }
      case ResponseFormat.JsonSchema schema -> {
        if (structured("json_schema", schema.ofObject())) {
          body.putObject("response_format")
              .put("type", "json_object")
              .set("json_schema", SchemaSubset.COHERE_OUTPUT.adapt(schema.schema(), notes));
        } else {
          instruct(messages, schema.instruction());
        }
      }
    }
  }

  /** A form of the answer and tools exclude each other there, and the form is an object's. */
  private boolean structured(String type, boolean object) {
    if (body.has("tools")) {
      notes.adapted("response_format " + type + " was sent as an instruction, as there are tools");
      return false;
    }
    if (!object) {
      notes.adapted(
          "response_format "
              + type
              + " was sent as an instruction, since this provider answers with objects only");
    }
    return object;
  }

  private static void instruct(ArrayNode messages, String instruction) {
    messages.insertObject(0).put("role", "system").put("content", instruction);
  }

  private void thinking(@Nullable Thinking thinking) {
    if (thinking == null) {
      return;
    }
    if (!model.thinks()) {
      if (!thinking.off()) {
        notes.dropped("reasoning_effort");
      }
      return;
    }
    ObjectNode node = body.putObject("thinking");
    if (thinking.off()) {
      node.put("type", "disabled");
    } else {
      node.put("type", "enabled").put("token_budget", thinking.tokens());
    }
  }
}
