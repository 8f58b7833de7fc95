package io.tollgate.providers.wire.bedrock;

import io.tollgate.providers.call.InvalidRequestException;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.conversation.Conversation;
import io.tollgate.providers.conversation.Notes;
import io.tollgate.providers.conversation.ResponseFormat;
import io.tollgate.providers.conversation.Sampling;
import io.tollgate.providers.conversation.SchemaSubset;
import io.tollgate.providers.json.Json;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes a request of Converse; ConverseStream takes the same. */
final class BedrockRequestEncoder {
  private final Conversation conversation;
  private final BedrockModel model;
  private final Notes notes;
  private final ObjectNode body = Json.object();
  private final ObjectNode inference = Json.object();

  /** What Converse has no word for, in the model's own. */
  private final ObjectNode additional = Json.object();

  private BedrockRequestEncoder(Conversation conversation, Target target, Notes notes) {
    this.conversation = conversation;
    this.model = BedrockModel.of(target.model());
    this.notes = notes;
  }

  static byte[] encode(Conversation conversation, Target target, Notes notes) {
    BedrockRequestEncoder encoder = new BedrockRequestEncoder(conversation, target, notes);
    encoder.write();
    return Json.bytes(encoder.body);
  }

  private void write() {
    if (conversation.choices() > 1) {
      throw InvalidRequestException.field(
          "n", "This model's provider gives one answer at a time: 'n' must be 1");
    }
    conversation.output().textOnly(notes);
    BedrockMessageWriter.write(conversation.turns(), body, model, notes);
    conversation.outputCap().ifPresent(cap -> inference.put("maxTokens", cap));
    stop();
    new BedrockTools(conversation, model, notes).write(body, additional);
    boolean thinking = new BedrockThinking(conversation, model, notes).write(inference, additional);
    sampling(conversation.sampling(), thinking);
    format();
    if (conversation.user() != null) {
      notes.dropped("user");
    }
    if (!inference.isEmpty()) {
      body.set("inferenceConfig", inference);
    }
    if (!additional.isEmpty()) {
      body.set("additionalModelRequestFields", additional);
    }
  }

  private void stop() {
    List<String> stop = conversation.stop().stream().filter(text -> !text.isBlank()).toList();
    if (stop.size() < conversation.stop().size()) {
      notes.adapted("blank stop sequences were left out");
    }
    if (stop.isEmpty()) {
      return;
    }
    ArrayNode sequences = inference.putArray("stopSequences");
    stop.forEach(sequences::add);
    if (model.family() == BedrockModel.Family.CLAUDE) {
      // Which one it was is said only where it is asked for.
      body.putArray("additionalModelResponseFieldPaths").add("/stop_sequence");
    }
  }

  private void sampling(Sampling sampling, boolean thinking) {
    boolean claude = model.claude() != null;
    boolean free = model.claude() == null || (model.claude().takesSampling() && !thinking);
    temperature(sampling.temperature(), free, claude);
    // Claude takes one of the two only.
    boolean both = claude && sampling.temperature() != null;
    number(inference, "topP", "top_p", sampling.topP(), free && !both);
    topK(sampling.topK(), free);
    drop("seed", sampling.seed());
    drop("frequency_penalty", sampling.frequencyPenalty());
    drop("presence_penalty", sampling.presencePenalty());
  }

  private void temperature(@Nullable BigDecimal temperature, boolean free, boolean claude) {
    if (temperature != null && free && claude && temperature.compareTo(BigDecimal.ONE) > 0) {
      notes.adapted("temperature " + temperature + " was sent as 1, the provider's highest");
      inference.put("temperature", BigDecimal.ONE);
    } else {
      number(inference, "temperature", "temperature", temperature, free);
    }
  }

  private void topK(@Nullable BigDecimal topK, boolean free) {
    switch (model.family()) {
      case CLAUDE -> number(additional, "top_k", "top_k", topK, free);
      case NOVA -> {
        if (topK != null) {
          additional.putObject("inferenceConfig").put("topK", topK);
        }
      }
      case GPT_OSS, EARLY, OTHER -> drop("top_k", topK);
    }
  }

  private void number(
      ObjectNode place,
      String field,
      String clientsField,
      @Nullable BigDecimal number,
      boolean allowed) {
    if (number != null && allowed) {
      place.put(field, number);
    } else {
      drop(clientsField, number);
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
        BedrockMessageWriter.addSystem(body, ResponseFormat.JsonObject.INSTRUCTION);
        notes.adapted("response_format json_object was sent as an instruction");
      }
      case ResponseFormat.OneOf choice -> {
        BedrockMessageWriter.addSystem(body, choice.instruction());
        notes.adapted(ResponseFormat.OneOf.ADAPTED);
      }
      case ResponseFormat.JsonSchema schema -> {
        if (model.takesOutputFormat()) {
          schema(schema);
        } else {
          BedrockMessageWriter.addSystem(body, schema.instruction());
          notes.adapted("response_format json_schema was sent as an instruction");
        }
      }
    }
  }

  private void schema(ResponseFormat.JsonSchema schema) {
    ObjectNode format = body.putObject("outputConfig").putObject("textFormat");
    format.put("type", "json_schema");
    ObjectNode definition = format.putObject("structure").putObject("jsonSchema");
    // Here a schema is text, not JSON.
    definition.put("schema", Json.text(SchemaSubset.BEDROCK_OUTPUT.adapt(schema.schema(), notes)));
    definition.put("name", schema.name());
    if (schema.description() != null) {
      definition.put("description", schema.description());
    }
  }
}
