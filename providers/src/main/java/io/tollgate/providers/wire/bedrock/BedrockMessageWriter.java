package io.tollgate.providers.wire.bedrock;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tollgate.domain.provider.WireFormat;
import io.tollgate.providers.conversation.Conversation.Role;
import io.tollgate.providers.conversation.Conversation.Turn;
import io.tollgate.providers.conversation.Notes;
import io.tollgate.providers.conversation.Opaque;
import io.tollgate.providers.conversation.Opening;
import io.tollgate.providers.conversation.Part;
import io.tollgate.providers.conversation.ToolArguments;
import io.tollgate.providers.conversation.UniqueCalls;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.wire.anthropic.Prefill;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes turns as Converse's system blocks and messages. */
final class BedrockMessageWriter {
  private static final int LONGEST_ID = 64;

  private final BedrockModel model;
  private final Notes notes;
  private final BedrockMedia media;

  private BedrockMessageWriter(BedrockModel model, Notes notes) {
    this.model = model;
    this.notes = notes;
    this.media = new BedrockMedia(notes);
  }

  static void write(List<Turn> turns, ObjectNode body, BedrockModel model, Notes notes) {
    BedrockMessageWriter writer = new BedrockMessageWriter(model, notes);
    ArrayNode system = Json.array();
    ArrayNode messages = Json.array();
    for (Turn turn : UniqueCalls.of(turns)) {
      if (turn.role() == Role.SYSTEM) {
        if (!messages.isEmpty()) {
          notes.adapted("a system message within the conversation was moved to its start");
        }
        writer.blocks(turn.parts(), system);
      } else {
        writer.message(turn, messages);
      }
    }
    if (!system.isEmpty()) {
      body.set("system", system);
    }
    Opening.ensure(messages, "content", text(Opening.WORDS), notes);
    if (model.family() == BedrockModel.Family.CLAUDE) {
      Prefill.trim(messages, notes);
    }
    body.set("messages", messages);
  }

  static void addSystem(ObjectNode body, String text) {
    JsonNode system = body.get("system");
    ArrayNode blocks = system instanceof ArrayNode array ? array : body.putArray("system");
    blocks.addObject().put("text", text);
  }

  static ObjectNode cachePoint(@Nullable String ttl) {
    ObjectNode block = Json.object();
    ObjectNode point = block.putObject("cachePoint").put("type", "default");
    if ("1h".equals(ttl) || "12h".equals(ttl)) {
      point.put("ttl", "1h");
    }
    return block;
  }

  static boolean signedHere(Part part) {
    return part instanceof Part.Reasoning(String ignored, Opaque signature)
        && signature != null
        && signature.origin() == WireFormat.BEDROCK;
  }

  private void message(Turn turn, ArrayNode messages) {
    ArrayNode content = Json.array();
    blocks(turn.withoutOwnMedia(notes).resultsFirst(), content);
    if (content.isEmpty()) {
      return;
    }
    media.captionDocuments(content);
    String role = turn.role() == Role.USER ? "user" : "assistant";
    // What was between two turns of one side may have had nothing to write.
    JsonNode last = messages.isEmpty() ? null : messages.get(messages.size() - 1);
    if (last != null && last.path("role").asString("").equals(role)) {
      ((ArrayNode) last.path("content")).addAll(content);
    } else {
      messages.addObject().put("role", role).set("content", content);
    }
  }

  private void blocks(List<Part> parts, ArrayNode blocks) {
    for (Part part : parts) {
      if (part instanceof Part.CacheMark(String ttl)) {
        mark(blocks, ttl);
        continue;
      }
      ObjectNode block = block(part);
      if (block != null) {
        blocks.add(block);
      }
    }
  }

  private void mark(ArrayNode blocks, @Nullable String ttl) {
    if (!model.takesCachePoints()) {
      notes.cacheMarkLeftOut();
    } else if (!blocks.isEmpty()) {
      blocks.add(cachePoint(ttl));
    }
  }

  private @Nullable ObjectNode block(Part part) {
    return switch (part) {
      // Blank text blocks are an error there.
      case Part.Text(String text) -> text.isBlank() ? null : text(text);
      case Part.Refusal(String text) -> text.isBlank() ? null : text(text);
      case Part.Image(var image, String detail) -> {
        notes.imageDetailLeftOut(detail);
        yield media.image(image);
      }
      case Part.Document document -> media.document(document);
      case Part.Audio(var audio) -> media.audio(audio);
      case Part.ToolCall call -> call(call);
      case Part.ToolResult result -> result(result);
      case Part.Reasoning reasoning -> reasoning(reasoning);
      case Part.CacheMark ignored -> null;
      case Part.About ignored -> null;
    };
  }

  private static ObjectNode text(String text) {
    return Json.object().put("text", text);
  }

  private ObjectNode call(Part.ToolCall call) {
    ObjectNode block = Json.object();
    ObjectNode use = block.putObject("toolUse");
    use.put("toolUseId", id(call.id())).put("name", call.name());
    use.set("input", ToolArguments.object(call, notes));
    return block;
  }

  /** Ids of other vendors may be longer, or hold characters that are refused here. */
  private static String id(String id) {
    String plain = id.replaceAll("[^a-zA-Z0-9_-]", "_");
    return plain.length() <= LONGEST_ID
        ? plain
        : "call_" + UUID.nameUUIDFromBytes(id.getBytes(UTF_8));
  }

  private ObjectNode result(Part.ToolResult result) {
    ObjectNode block = Json.object();
    ObjectNode node = block.putObject("toolResult").put("toolUseId", id(result.callId()));
    ArrayNode content = Json.array();
    for (Part part : result.content()) {
      // A cache point within a result is refused.
      ObjectNode inner = part instanceof Part.CacheMark ? null : block(part);
      if (inner != null) {
        content.add(inner);
      }
    }
    if (content.isEmpty()) {
      content.add(text("(no output)"));
      notes.adapted("an empty tool result was sent as (no output)");
    }
    node.set("content", content);
    if (result.error()) {
      node.put("status", "error");
    }
    return block;
  }

  private @Nullable ObjectNode reasoning(Part.Reasoning reasoning) {
    Opaque signature = reasoning.signature();
    if (signature == null || !signedHere(reasoning)) {
      notes.adapted("thoughts without this provider's signature were left out");
      return null;
    }
    ObjectNode block = Json.object();
    ObjectNode content = block.putObject("reasoningContent");
    if (signature.redacted()) {
      content.put("redactedContent", signature.data());
    } else {
      content
          .putObject("reasoningText")
          .put("text", reasoning.text())
          .put("signature", signature.data());
    }
    return block;
  }
}
