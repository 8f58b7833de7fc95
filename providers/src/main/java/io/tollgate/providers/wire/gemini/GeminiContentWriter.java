package io.tollgate.providers.wire.gemini;

import io.tollgate.domain.provider.WireFormat;
import io.tollgate.providers.conversation.Conversation.Role;
import io.tollgate.providers.conversation.Conversation.Turn;
import io.tollgate.providers.conversation.Media;
import io.tollgate.providers.conversation.Notes;
import io.tollgate.providers.conversation.Opaque;
import io.tollgate.providers.conversation.Opening;
import io.tollgate.providers.conversation.Part;
import io.tollgate.providers.conversation.ToolArguments;
import io.tollgate.providers.json.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes turns as Gemini's system instruction and contents. */
final class GeminiContentWriter {
  private final GeminiModel model;
  private final Notes notes;
  private final Map<String, String> functionNames = new HashMap<>();

  /** The calls of the turn before, in their order. */
  private List<String> calls = List.of();

  private GeminiContentWriter(GeminiModel model, Notes notes) {
    this.model = model;
    this.notes = notes;
  }

  static void write(List<Turn> turns, ObjectNode body, GeminiModel model, Notes notes) {
    GeminiContentWriter writer = new GeminiContentWriter(model, notes);
    ArrayNode system = Json.array();
    ArrayNode contents = Json.array();
    for (Turn turn : turns) {
      if (turn.role() == Role.SYSTEM) {
        if (!contents.isEmpty()) {
          notes.adapted("a system message within the conversation was moved to its start");
        }
        writer.parts(turn.parts(), system);
      } else {
        writer.content(turn, contents);
      }
    }
    if (!system.isEmpty()) {
      body.putObject("systemInstruction").set("parts", system);
    }
    Opening.ensure(contents, "parts", Json.object().put("text", Opening.WORDS), notes);
    body.set("contents", contents);
  }

  private void content(Turn turn, ArrayNode contents) {
    ArrayNode parts = Json.array();
    parts(turn.resultsInOrder(calls), parts);
    if (turn.role() == Role.ASSISTANT) {
      calls = turn.calls();
    }
    if (parts.isEmpty()) {
      return;
    }
    if (turn.role() == Role.ASSISTANT && model.demandsSignatures()) {
      UnsignedParts.mark(parts.values(), notes);
    }
    String role = turn.role() == Role.USER ? "user" : "model";
    JsonNode last = contents.isEmpty() ? null : contents.get(contents.size() - 1);
    if (last != null && last.path("role").asString("").equals(role)) {
      ((ArrayNode) last.path("parts")).addAll(parts);
    } else {
      contents.addObject().put("role", role).set("parts", parts);
    }
  }

  private void parts(List<Part> parts, ArrayNode written) {
    for (Part part : parts) {
      if (part instanceof Part.ToolResult result) {
        result(result, written);
        continue;
      }
      ObjectNode node = part(part);
      if (node != null && !signs(node, written)) {
        written.add(node);
      }
    }
  }

  /** A signature behind a picture is the picture's, which had it when it was made. */
  private static boolean signs(ObjectNode node, ArrayNode written) {
    boolean signature = node.has("thoughtSignature") && node.path("text").asString("x").isEmpty();
    JsonNode last = written.isEmpty() ? null : written.get(written.size() - 1);
    if (signature
        && last instanceof ObjectNode made
        && made.size() == 1
        && made.has("inlineData")) {
      made.set("thoughtSignature", node.path("thoughtSignature"));
      return true;
    }
    return false;
  }

  private @Nullable ObjectNode part(Part part) {
    return switch (part) {
      case Part.Text(String text) -> text.isEmpty() ? null : Json.object().put("text", text);
      case Part.Refusal(String text) -> Json.object().put("text", text);
      case Part.Image(Media media, String detail) -> {
        notes.imageDetailLeftOut(detail);
        yield file(media, "image/jpeg");
      }
      case Part.Document(Media media, String ignored) -> file(media, "application/pdf");
      case Part.Audio(Media.Inline media) -> media(media, media.mimeType());
      case Part.ToolCall call -> call(call);
      case Part.Reasoning reasoning -> thought(reasoning);
      case Part.ToolResult ignored -> null;
      case Part.About ignored -> null;
      case Part.CacheMark ignored -> {
        notes.cacheMarkLeftOut();
        yield null;
      }
    };
  }

  private ObjectNode file(Media media, String usualType) {
    if (media instanceof Media.FileId) {
      throw notes.foreignFile(media);
    }
    return media(media, usualType);
  }

  static ObjectNode media(Media media, String usualType) {
    ObjectNode node = Json.object();
    switch (media) {
      case Media.Inline(String mimeType, String base64) ->
          node.putObject("inlineData").put("mimeType", mimeType).put("data", base64);
      case Media.Url(String url) ->
          node.putObject("fileData").put("fileUri", url).put("mimeType", typeOf(url, usualType));
      case Media.FileId(String id) ->
          throw new IllegalArgumentException("Google knows no file by the id " + id);
    }
    return node;
  }

  private static String typeOf(String url, String usualType) {
    int query = url.indexOf('?');
    String path = (query < 0 ? url : url.substring(0, query)).toLowerCase(Locale.ROOT);
    String extension = path.substring(path.lastIndexOf('.') + 1);
    return switch (extension) {
      case "png" -> "image/png";
      case "gif" -> "image/gif";
      case "webp" -> "image/webp";
      case "jpg", "jpeg" -> "image/jpeg";
      case "pdf" -> "application/pdf";
      default -> usualType;
    };
  }

  private ObjectNode call(Part.ToolCall call) {
    functionNames.put(call.id(), call.name());
    ObjectNode node = Json.object();
    ObjectNode function = node.putObject("functionCall").put("name", call.name());
    function.set("args", ToolArguments.object(call, notes));
    Opaque signature = call.signature();
    if (signature != null && signature.origin() == WireFormat.GEMINI) {
      node.put("thoughtSignature", signature.data());
    }
    return node;
  }

  private @Nullable ObjectNode thought(Part.Reasoning reasoning) {
    Opaque signature = reasoning.signature();
    if (signature == null || signature.origin() != WireFormat.GEMINI) {
      notes.adapted("thoughts without this provider's signature were left out");
      return null;
    }
    ObjectNode node = Json.object().put("text", reasoning.text());
    if (!reasoning.text().isEmpty()) {
      node.put("thought", true);
    }
    return node.put("thoughtSignature", signature.data());
  }

  private void result(Part.ToolResult result, ArrayNode written) {
    ObjectNode function = written.addObject().putObject("functionResponse");
    // The answer is matched by name: the id is only known to those who gave it.
    function.put("name", functionNames.getOrDefault(result.callId(), result.callId()));
    function.set("response", response(result));
    for (Part part : result.content()) {
      ObjectNode media = part instanceof Part.Text ? null : part(part);
      if (media != null) {
        written.add(media);
      }
    }
  }

  /** Must be an object: one that the tool gave as JSON, or else its text in one. */
  private static ObjectNode response(Part.ToolResult result) {
    String text = result.text();
    if (result.error()) {
      return Json.object().put("error", text);
    }
    if (text.startsWith("{")) {
      try {
        if (Json.read(text) instanceof ObjectNode object) {
          return object;
        }
      } catch (JacksonException notJson) {
        return Json.object().put("output", text);
      }
    }
    return Json.object().put("output", text);
  }
}
