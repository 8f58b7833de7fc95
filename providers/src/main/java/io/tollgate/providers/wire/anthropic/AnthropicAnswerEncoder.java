package io.tollgate.providers.wire.anthropic;

import io.tollgate.domain.provider.WireFormat;
import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.FinishReason;
import io.tollgate.providers.conversation.Citation;
import io.tollgate.providers.conversation.Opaque;
import io.tollgate.providers.conversation.Part;
import io.tollgate.providers.conversation.ToolArguments;
import io.tollgate.providers.conversation.WholeAnswer;
import io.tollgate.providers.json.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes whole answers of the Messages API. */
final class AnthropicAnswerEncoder {
  private AnthropicAnswerEncoder() {}

  static byte[] encode(WholeAnswer answer, ClientRequest request) {
    WholeAnswer.Choice choice = answer.choices().isEmpty() ? null : answer.choices().getFirst();
    ObjectNode body = message(answer.id(), answer.model(), request);
    ArrayNode content = (ArrayNode) body.path("content");
    boolean refused = false;
    if (choice != null) {
      for (Part part : choice.parts()) {
        refused |= part instanceof Part.Refusal;
        if (part instanceof Part.Cited(Citation citation)) {
          cite(content, citation);
        }
        JsonNode block = block(part);
        if (block != null) {
          content.add(block);
        }
      }
      body.put("stop_reason", stopReason(choice.reason(), refused));
      body.put("stop_sequence", choice.stopSequence());
    }
    body.set("usage", AnthropicUsage.write(answer.usage().usage()));
    return Json.bytes(body);
  }

  /** Of the text before it, or of none. */
  private static void cite(ArrayNode content, Citation citation) {
    if (content.isEmpty() || !content.get(content.size() - 1).has("text")) {
      content.add(text(""));
    }
    ObjectNode block = (ObjectNode) content.get(content.size() - 1);
    block.withArray("citations").add(AnthropicCitations.write(citation));
  }

  static String stopReason(FinishReason reason, boolean refused) {
    return refused ? "refusal" : AnthropicFinish.write(reason);
  }

  /** A message without content, as it also starts a stream. */
  static ObjectNode message(String id, String model, ClientRequest request) {
    ObjectNode body = Json.object();
    body.put("id", id.startsWith("msg_") ? id : "msg_" + id);
    body.put("type", "message");
    body.put("role", "assistant");
    body.put("model", model.isEmpty() ? request.model() : model);
    body.putArray("content");
    body.putNull("stop_reason");
    body.putNull("stop_sequence");
    return body;
  }

  private static @Nullable JsonNode block(Part part) {
    return switch (part) {
      case Part.Text(String text) -> text(text);
      case Part.Refusal(String text) -> text(text);
      case Part.Reasoning reasoning -> thinking(reasoning);
      case Part.ToolCall call -> {
        ObjectNode block = toolUse(call.id(), call.name(), call.signature());
        block.set("input", ToolArguments.object(call.arguments()));
        yield block;
      }
      case Part.Image ignored -> null;
      case Part.Document ignored -> null;
      case Part.Audio ignored -> null;
      case Part.ToolResult ignored -> null;
      case Part.CacheMark ignored -> null;
      case Part.About ignored -> null;
    };
  }

  private static ObjectNode text(String text) {
    return Json.object().put("type", "text").put("text", text);
  }

  private static ObjectNode thinking(Part.Reasoning reasoning) {
    Opaque signature = reasoning.signature();
    if (signature != null && signature.redacted()) {
      return redacted(signature);
    }
    ObjectNode block = Json.object().put("type", "thinking").put("thinking", reasoning.text());
    return block.put("signature", signature(signature));
  }

  static ObjectNode redacted(Opaque signature) {
    return Json.object()
        .put("type", "redacted_thinking")
        .put("data", signature.carriedIn(WireFormat.ANTHROPIC));
  }

  static String signature(@Nullable Opaque signature) {
    return signature == null
        ? AnthropicContent.unsigned()
        : signature.carriedIn(WireFormat.ANTHROPIC);
  }

  static ObjectNode toolUse(String id, String name, @Nullable Opaque signature) {
    ObjectNode block = Json.object().put("type", "tool_use");
    String clean = id.replaceAll("[^a-zA-Z0-9_-]", "_");
    block.put("id", Opaque.intoId(clean, signature)).put("name", name);
    block.putObject("input");
    return block;
  }
}
