package io.tollgate.providers.wire.anthropic;

import io.tollgate.domain.provider.WireFormat;
import io.tollgate.providers.conversation.Conversation.Role;
import io.tollgate.providers.conversation.Conversation.Turn;
import io.tollgate.providers.conversation.Media;
import io.tollgate.providers.conversation.Notes;
import io.tollgate.providers.conversation.Opaque;
import io.tollgate.providers.conversation.Opening;
import io.tollgate.providers.conversation.Part;
import io.tollgate.providers.conversation.ToolArguments;
import io.tollgate.providers.conversation.UniqueCalls;
import io.tollgate.providers.json.Json;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes turns as Anthropic's system blocks and messages. */
final class AnthropicMessageWriter {
  private static final Set<String> IMAGES =
      Set.of("image/jpeg", "image/png", "image/gif", "image/webp");
  private static final String PDF = "application/pdf";

  private final Notes notes;

  private AnthropicMessageWriter(Notes notes) {
    this.notes = notes;
  }

  static void write(List<Turn> turns, ObjectNode body, Notes notes) {
    AnthropicMessageWriter writer = new AnthropicMessageWriter(notes);
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
    if (messages.isEmpty()) {
      Opening.ensure(messages, "content", text(Opening.WORDS), notes);
    }
    Prefill.trim(messages, notes);
    body.set("messages", messages);
  }

  static void addSystem(ObjectNode body, String text) {
    JsonNode system = body.get("system");
    ArrayNode blocks = system instanceof ArrayNode array ? array : body.putArray("system");
    blocks.add(text(text));
  }

  private void message(Turn turn, ArrayNode messages) {
    ArrayNode content = Json.array();
    blocks(turn.withoutOwnMedia(notes).resultsFirst(), content);
    if (content.isEmpty()) {
      return;
    }
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

  private static void mark(ArrayNode blocks, @Nullable String ttl) {
    if (!blocks.isEmpty()) {
      ((ObjectNode) blocks.get(blocks.size() - 1)).set("cache_control", cacheControl(ttl));
    }
  }

  static ObjectNode cacheControl(@Nullable String ttl) {
    ObjectNode control = Json.object().put("type", "ephemeral");
    return "1h".equals(ttl) || "12h".equals(ttl) ? control.put("ttl", "1h") : control;
  }

  private @Nullable ObjectNode block(Part part) {
    return switch (part) {
      // Blank text blocks are an error there.
      case Part.Text(String text) -> text.isBlank() ? null : text(text);
      case Part.Refusal(String text) -> text.isBlank() ? null : text(text);
      case Part.Image(Media media, String detail) -> {
        notes.imageDetailLeftOut(detail);
        yield image(media);
      }
      case Part.Document document -> document(document);
      case Part.Audio audio ->
          throw notes.refused(audio, "This model's provider does not take audio");
      case Part.ToolCall call -> call(call);
      case Part.ToolResult result -> result(result);
      case Part.Reasoning reasoning -> reasoning(reasoning);
      case Part.CacheMark ignored -> null;
      case Part.About ignored -> null;
    };
  }

  private static ObjectNode text(String text) {
    return Json.object().put("type", "text").put("text", text);
  }

  private ObjectNode image(Media media) {
    if (media instanceof Media.Inline(String mimeType, String ignored)
        && !IMAGES.contains(mimeType)) {
      throw notes.refused(
          media, "Images of type " + mimeType + " are not taken by this model's provider");
    }
    ObjectNode block = Json.object().put("type", "image");
    block.set("source", source(media));
    return block;
  }

  private static ObjectNode source(Media media) {
    return switch (media) {
      case Media.Inline(String mimeType, String base64) ->
          Json.object().put("type", "base64").put("media_type", mimeType).put("data", base64);
      case Media.Url(String url) -> Json.object().put("type", "url").put("url", url);
      case Media.FileId(String id) -> Json.object().put("type", "file").put("file_id", id);
    };
  }

  private ObjectNode document(Part.Document document) {
    if (document.media() instanceof Media.FileId) {
      throw notes.foreignFile(document.media());
    }
    ObjectNode block = Json.object().put("type", "document");
    block.set("source", documentSource(document.media()));
    if (document.name() != null) {
      block.put("title", document.name());
    }
    return block;
  }

  /** Bytes may only be those of a PDF; what is text is said in words. */
  private ObjectNode documentSource(Media media) {
    if (!(media instanceof Media.Inline inline) || inline.mimeType().equals(PDF)) {
      return source(media);
    }
    String text = inline.text();
    if (text == null) {
      throw notes.refused(
          media,
          "Documents of type " + inline.mimeType() + " are not taken by this model's provider");
    }
    return Json.object().put("type", "text").put("media_type", "text/plain").put("data", text);
  }

  private ObjectNode call(Part.ToolCall call) {
    ObjectNode block = Json.object().put("type", "tool_use");
    block.put("id", id(call.id())).put("name", call.name());
    block.set("input", ToolArguments.object(call, notes));
    return block;
  }

  /** Ids of other vendors may hold characters that are refused here. */
  private static String id(String id) {
    return id.replaceAll("[^a-zA-Z0-9_-]", "_");
  }

  private ObjectNode result(Part.ToolResult result) {
    ObjectNode block = Json.object().put("type", "tool_result");
    block.put("tool_use_id", id(result.callId()));
    ArrayNode content = Json.array();
    blocks(result.content(), content);
    if (!content.isEmpty()) {
      block.set("content", content);
    }
    return result.error() ? block.put("is_error", true) : block;
  }

  private @Nullable ObjectNode reasoning(Part.Reasoning reasoning) {
    Opaque signature = reasoning.signature();
    if (signature == null || !signedHere(reasoning)) {
      notes.adapted("thoughts without this provider's signature were left out");
      return null;
    }
    if (signature.redacted()) {
      return Json.object().put("type", "redacted_thinking").put("data", signature.data());
    }
    return Json.object()
        .put("type", "thinking")
        .put("thinking", reasoning.text())
        .put("signature", signature.data());
  }

  static boolean signedHere(Part part) {
    return part instanceof Part.Reasoning(String ignored, Opaque signature)
        && signature != null
        && signature.origin() == WireFormat.ANTHROPIC;
  }
}
