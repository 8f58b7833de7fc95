package io.tollgate.providers.wire.gemini;

import io.tollgate.providers.call.Target;
import io.tollgate.providers.conversation.Conversation;
import io.tollgate.providers.conversation.Notes;
import io.tollgate.providers.conversation.Output;
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

/** Writes a generateContent request. */
final class GeminiRequestEncoder {
  private static final int MAX_STOP = 5;

  /** What 2.5 Pro thinks at least: it cannot be switched off there. */
  private static final long MIN_PRO_BUDGET = 128;

  private final Conversation conversation;
  private final GeminiModel model;
  private final Notes notes;
  private final ObjectNode body = Json.object();
  private final ObjectNode config = Json.object();

  private GeminiRequestEncoder(Conversation conversation, Target target, Notes notes) {
    this.conversation = conversation;
    this.model = GeminiModel.of(target.model());
    this.notes = notes;
  }

  static byte[] encode(Conversation conversation, Target target, Notes notes) {
    GeminiRequestEncoder encoder = new GeminiRequestEncoder(conversation, target, notes);
    encoder.write();
    return Json.bytes(encoder.body);
  }

  private void write() {
    GeminiContentWriter.write(conversation.turns(), body, model, notes);
    tools();
    conversation.outputCap().ifPresent(cap -> config.put("maxOutputTokens", cap));
    sampling(conversation.sampling());
    stop(conversation.stop());
    format();
    thinking(conversation.effort());
    output(conversation.output());
    if (conversation.choices() > 1) {
      config.put("candidateCount", conversation.choices());
    }
    if (conversation.user() != null) {
      notes.dropped("user");
    }
    if (!config.isEmpty()) {
      body.set("generationConfig", config);
    }
  }

  private void sampling(Sampling sampling) {
    number("temperature", sampling.temperature());
    number("topP", sampling.topP());
    number("topK", sampling.topK());
    number("seed", sampling.seed());
    number("frequencyPenalty", sampling.frequencyPenalty());
    number("presencePenalty", sampling.presencePenalty());
  }

  private void number(String field, @Nullable BigDecimal number) {
    if (number != null) {
      config.put(field, number);
    }
  }

  private void stop(List<String> stop) {
    if (stop.size() > MAX_STOP) {
      notes.dropped("stop[" + MAX_STOP + "...]");
    }
    if (!stop.isEmpty()) {
      ArrayNode sequences = config.putArray("stopSequences");
      stop.stream().limit(MAX_STOP).forEach(sequences::add);
    }
  }

  private void tools() {
    if (conversation.tools().isEmpty()) {
      return;
    }
    ArrayNode functions = body.putArray("tools").addObject().putArray("functionDeclarations");
    for (Tool tool : conversation.tools()) {
      ObjectNode function = functions.addObject().put("name", tool.name());
      if (tool.description() != null) {
        function.put("description", tool.description());
      }
      if (tool.schema() != null) {
        function.set("parametersJsonSchema", SchemaSubset.GEMINI.adapt(tool.schema(), notes));
      }
    }
    if (Boolean.FALSE.equals(conversation.parallelTools())) {
      notes.dropped("parallel_tool_calls");
    }
    switch (conversation.toolChoice()) {
      case ToolChoice.Unsaid ignored -> {}
      case ToolChoice.Auto ignored -> choice("AUTO", List.of());
      case ToolChoice.None ignored -> choice("NONE", List.of());
      case ToolChoice.Required ignored -> choice("ANY", List.of());
      case ToolChoice.Named(String name) -> choice("ANY", List.of(name));
      case ToolChoice.Allowed allowed ->
          choice(allowed.required() ? "ANY" : "VALIDATED", allowed.names());
    }
  }

  private void choice(String mode, List<String> names) {
    ObjectNode calling = body.putObject("toolConfig").putObject("functionCallingConfig");
    calling.put("mode", mode);
    if (!names.isEmpty()) {
      ArrayNode allowed = calling.putArray("allowedFunctionNames");
      names.forEach(allowed::add);
    }
  }

  private void format() {
    switch (conversation.format()) {
      case ResponseFormat.Text ignored -> {}
      case ResponseFormat.JsonObject ignored -> config.put("responseMimeType", "application/json");
      case ResponseFormat.JsonSchema schema -> {
        config.put("responseMimeType", "application/json");
        config.set("responseJsonSchema", SchemaSubset.GEMINI.adapt(schema.schema(), notes));
      }
      case ResponseFormat.OneOf(List<String> words) -> {
        config.put("responseMimeType", GeminiRequestDecoder.CHOICE);
        ArrayNode choice =
            config.putObject("responseSchema").put("type", "STRING").putArray("enum");
        words.forEach(choice::add);
      }
    }
  }

  private void output(Output output) {
    if (output.scores() != null) {
      config.put("responseLogprobs", true);
      if (output.scores() > 0) {
        config.put("logprobs", output.scores());
      }
    }
    if (!output.pictures() && !output.sound()) {
      return;
    }
    ArrayNode modalities = config.putArray("responseModalities");
    // Who speaks does not write, and the other formats always want both.
    if (output.sound()) {
      modalities.add("AUDIO");
      voice(output.voice());
      return;
    }
    if (output.text()) {
      modalities.add("TEXT");
    }
    modalities.add("IMAGE");
  }

  /** Google's voices are named like people, with a capital, and other vendors' are not. */
  private void voice(@Nullable String voice) {
    if (voice == null || voice.isEmpty()) {
      return;
    }
    if (Character.isUpperCase(voice.charAt(0))) {
      ObjectNode speaker = config.putObject("speechConfig").putObject("voiceConfig");
      speaker.putObject("prebuiltVoiceConfig").put("voiceName", voice);
    } else {
      notes.adapted("the voice " + voice + " was left out, since this provider has other ones");
    }
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
    ObjectNode thoughts = config.putObject("thinkingConfig");
    if (model.takesLevel()) {
      thoughts.put("thinkingLevel", level(thinking.effort()));
    } else {
      long budget = Math.min(thinking.tokens(), 24_576);
      thoughts.put("thinkingBudget", model.pro() ? Math.max(MIN_PRO_BUDGET, budget) : budget);
    }
    if (thinking.shown() && !thinking.off()) {
      thoughts.put("includeThoughts", true);
    }
  }

  private String level(Thinking.Effort effort) {
    return switch (effort) {
      case NONE, MINIMAL -> model.pro() ? "LOW" : "MINIMAL";
      case LOW -> "LOW";
      case MEDIUM -> model.pro() ? "HIGH" : "MEDIUM";
      case HIGH, XHIGH, MAX -> "HIGH";
    };
  }
}
