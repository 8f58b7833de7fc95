package io.tollgate.providers.wire.gemini;

import io.tollgate.domain.provider.WireFormat;
import io.tollgate.providers.conversation.Media;
import io.tollgate.providers.conversation.Notes;
import io.tollgate.providers.conversation.Opaque;
import io.tollgate.providers.conversation.Part;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.json.JsonAt;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the parts of contents. Calls need no id here and are answered by name, so calls without one
 * get one, which waits for the next answer of that name.
 */
final class GeminiContent {
  private final String seed;
  private final Notes notes;
  private final Map<String, Deque<String>> unanswered = new HashMap<>();
  private int calls;

  GeminiContent(String seed, Notes notes) {
    this.seed = seed;
    this.notes = notes;
  }

  List<Part> parts(JsonAt content) {
    if (content.isString()) {
      return List.of(new Part.Text(content.string()));
    }
    List<Part> parts = new ArrayList<>();
    for (JsonAt part : content.get("parts").itemsOrOne()) {
      add(part, parts);
    }
    return parts;
  }

  private void add(JsonAt part, List<Part> parts) {
    Opaque signature = signature(part);
    JsonAt call = part.get("functionCall");
    JsonAt result = part.get("functionResponse");
    JsonAt inline = part.get("inlineData");
    JsonAt file = part.get("fileData");
    if (call.present()) {
      parts.add(notes.at(part, call(call, signature)));
    } else if (result.present()) {
      parts.add(notes.at(part, result(result)));
    } else if (inline.present()) {
      parts.add(notes.at(part, inline(inline)));
    } else if (file.present()) {
      parts.add(notes.at(part, file(file)));
    } else if (part.has("text")) {
      text(part, signature, parts);
    } else {
      throw part.invalid("Unknown part in '" + part.path() + "'");
    }
  }

  private static @Nullable Opaque signature(JsonAt part) {
    String data = part.get("thoughtSignature").optionalString();
    return data == null ? null : Opaque.carried(data, WireFormat.GEMINI);
  }

  private static void text(JsonAt part, @Nullable Opaque signature, List<Part> parts) {
    String text = part.get("text").string();
    if (part.get("thought").flag()) {
      parts.add(new Part.Reasoning(text, signature));
      return;
    }
    if (!text.isEmpty()) {
      parts.add(new Part.Text(text));
    }
    if (signature != null) {
      parts.add(new Part.Reasoning("", signature));
    }
  }

  private Part call(JsonAt call, @Nullable Opaque signature) {
    String name = call.get("name").string();
    String given = call.get("id").optionalString();
    String id = given == null || given.isEmpty() ? "call_" + seed + calls : given;
    calls++;
    unanswered.computeIfAbsent(name, n -> new ArrayDeque<>()).add(Opaque.plainId(id));
    JsonAt arguments = call.get("args");
    String json = arguments.present() ? Json.text(arguments.object()) : "{}";
    Opaque carried = signature == null ? Opaque.fromId(id) : signature;
    return new Part.ToolCall(Opaque.plainId(id), name, json, carried);
  }

  private Part result(JsonAt result) {
    String name = result.get("name").string();
    String given = result.get("id").optionalString();
    Deque<String> waiting = unanswered.getOrDefault(name, new ArrayDeque<>());
    String id = given == null || given.isEmpty() ? waiting.poll() : Opaque.plainId(given);
    waiting.remove(id);
    JsonAt response = result.get("response");
    boolean error = response.node().size() == 1 && response.has("error");
    List<Part> content = new ArrayList<>();
    content.add(new Part.Text(response.present() ? text(response) : ""));
    for (JsonAt part : result.get("parts").itemsOrOne()) {
      add(part, content);
    }
    return new Part.ToolResult(id == null ? name : id, content, error);
  }

  /** The usual single key holds the text itself; anything else is its JSON. */
  private static String text(JsonAt response) {
    for (String key : new String[] {"output", "result", "error"}) {
      if (response.node().size() == 1 && response.get(key).isString()) {
        return response.get(key).string();
      }
    }
    return Json.text(response.node());
  }

  private static Part inline(JsonAt inline) {
    String type = inline.get("mimeType").string();
    Media.Inline media = new Media.Inline(type, base64(inline.get("data").string()));
    if (type.startsWith("image/")) {
      return new Part.Image(media, null);
    }
    return type.startsWith("audio/")
        ? new Part.Audio(media)
        : new Part.Document(media, inline.get("displayName").optionalString());
  }

  /** Google takes bytes in the alphabet for URLs too, as its Python client writes them. */
  private static String base64(String data) {
    String usual = data.replace('-', '+').replace('_', '/');
    return usual + "=".repeat(-usual.length() & 3);
  }

  private static Part file(JsonAt file) {
    Media media = new Media.Url(file.get("fileUri").string());
    String type = file.get("mimeType").optionalString();
    return type != null && type.startsWith("image/")
        ? new Part.Image(media, null)
        : new Part.Document(media, null);
  }
}
