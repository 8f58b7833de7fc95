package io.tollgate.providers.wire.gemini;

import io.tollgate.domain.provider.WireFormat;
import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.FinishReason;
import io.tollgate.providers.conversation.Citation;
import io.tollgate.providers.conversation.Media;
import io.tollgate.providers.conversation.Opaque;
import io.tollgate.providers.conversation.Part;
import io.tollgate.providers.conversation.ToolArguments;
import io.tollgate.providers.conversation.WholeAnswer;
import io.tollgate.providers.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes whole answers of generateContent. */
final class GeminiAnswerEncoder {
  private GeminiAnswerEncoder() {}

  static byte[] encode(WholeAnswer answer, ClientRequest request) {
    ObjectNode body = Json.object();
    ArrayNode candidates = body.putArray("candidates");
    int index = 0;
    for (WholeAnswer.Choice choice : answer.choices()) {
      ObjectNode candidate = candidates.addObject();
      ArrayNode parts = candidate.putObject("content").putArray("parts");
      GroundingWriter grounding = new GroundingWriter();
      for (Part part : choice.parts()) {
        add(part, parts, grounding);
      }
      if (!choice.scores().isEmpty()) {
        candidate.set("logprobsResult", LogprobsResult.write(choice.scores()));
      }
      ((ObjectNode) candidate.path("content")).put("role", "model");
      candidate.put("finishReason", finishReason(choice.reason()));
      candidate.put("index", index++);
      grounding.write(candidate);
    }
    if (answer.usage().reported()) {
      body.set("usageMetadata", GeminiUsage.write(answer.usage().usage()));
    }
    body.put("modelVersion", answer.model().isEmpty() ? request.model() : answer.model());
    body.put("responseId", answer.id());
    return Json.bytes(body);
  }

  static String finishReason(FinishReason reason) {
    return GeminiFinish.write(reason);
  }

  private static void add(Part part, ArrayNode parts, GroundingWriter grounding) {
    switch (part) {
      case Part.Text(String text) -> {
        text(text, parts);
        grounding.text(text);
      }
      case Part.Refusal(String text) -> parts.add(text(text));
      case Part.Reasoning(String text, Opaque signature) -> {
        if (!text.isEmpty()) {
          parts.add(thought(text));
        }
        if (signature != null) {
          sign(parts, signature);
        }
      }
      case Part.ToolCall call -> parts.add(call(call));
      case Part.Image(Media media, var ignored) ->
          parts.add(GeminiContentWriter.media(media, "image/png"));
      case Part.Audio(Media.Inline media) -> parts.add(GeminiContentWriter.media(media, ""));
      case Part.Scored ignored -> {}
      case Part.Cited(Citation citation) -> grounding.cited(citation);
      case Part.Document ignored -> {}
      case Part.ToolResult ignored -> {}
      case Part.CacheMark ignored -> {}
    }
  }

  /** Goes on where a citation only came between. */
  private static void text(String text, ArrayNode parts) {
    JsonNode last = parts.isEmpty() ? null : parts.get(parts.size() - 1);
    if (last instanceof ObjectNode part && part.size() == 1 && part.has("text")) {
      part.put("text", part.path("text").stringValue() + text);
    } else {
      parts.add(text(text));
    }
  }

  static ObjectNode text(String text) {
    return Json.object().put("text", text);
  }

  static ObjectNode thought(String text) {
    return text(text).put("thought", true);
  }

  /** Onto the thought that it ends, or an empty part of its own. */
  private static void sign(ArrayNode parts, Opaque signature) {
    JsonNode last = parts.isEmpty() ? null : parts.get(parts.size() - 1);
    if (last instanceof ObjectNode part && part.has("thought") && !part.has("thoughtSignature")) {
      part.put("thoughtSignature", signature.carriedIn(WireFormat.GEMINI));
    } else {
      parts.add(signature(signature));
    }
  }

  static ObjectNode signature(Opaque signature) {
    return text("").put("thoughtSignature", signature.carriedIn(WireFormat.GEMINI));
  }

  static ObjectNode call(Part.ToolCall call) {
    ObjectNode part = Json.object();
    ObjectNode function = part.putObject("functionCall");
    function.put("id", call.id()).put("name", call.name());
    function.set("args", ToolArguments.object(call.arguments()));
    Opaque signature = call.signature();
    if (signature != null) {
      part.put("thoughtSignature", signature.carriedIn(WireFormat.GEMINI));
    }
    return part;
  }
}
