package io.tollgate.providers.wire.openai;

import io.tollgate.providers.conversation.Conversation.Role;
import io.tollgate.providers.conversation.Conversation.Turn;
import io.tollgate.providers.conversation.Media;
import io.tollgate.providers.conversation.Notes;
import io.tollgate.providers.conversation.Opaque;
import io.tollgate.providers.conversation.Part;
import io.tollgate.providers.conversation.Turns;
import io.tollgate.providers.json.JsonAt;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the messages of a chat completions request. */
final class ChatMessages {
  /** Ids given to calls that have none, by the name under which they are answered. */
  private final Map<String, Deque<String>> unanswered = new HashMap<>();

  private int functionCalls;

  private final Notes notes;

  private ChatMessages(Notes notes) {
    this.notes = notes;
  }

  static List<Turn> decode(List<JsonAt> messages, Notes notes) {
    ChatMessages reader = new ChatMessages(notes);
    Turns turns = new Turns();
    for (JsonAt message : messages) {
      reader.message(message, turns);
    }
    return turns.list();
  }

  private void message(JsonAt message, Turns turns) {
    String role = message.get("role").string();
    switch (role) {
      case "system", "developer" -> turns.add(Role.SYSTEM, said(message.get("content")));
      case "user" -> turns.add(Role.USER, said(message.get("content")));
      case "assistant" -> turns.add(Role.ASSISTANT, assistant(message));
      case "tool" ->
          turns.add(
              Role.USER,
              List.of(result(message, Opaque.plainId(message.get("tool_call_id").string()))));
      case "function" ->
          turns.add(Role.USER, List.of(result(message, answered(message.get("name").string()))));
      default ->
          throw message
              .get("role")
              .invalid("Unknown role '" + role + "' in '" + message.path() + ".role'");
    }
  }

  private Part result(JsonAt message, String id) {
    // A result is its call's: the id says whose name it is.
    message.settled("name");
    List<Part> content = content(message.get("content"));
    return notes.at(message, new Part.ToolResult(id, content, false));
  }

  private List<Part> assistant(JsonAt message) {
    List<Part> parts = new ArrayList<>(ReasoningDetails.decode(message));
    parts.addAll(content(message.get("content")));
    // Where an earlier answer came from is nobody's business but the client's.
    message.settled("annotations");
    for (JsonAt image : message.get("images").items()) {
      image.settled("index");
      parts.add(image(image.get("image_url")));
    }
    String refusal = message.get("refusal").optionalString();
    if (refusal != null) {
      parts.add(new Part.Refusal(refusal));
    }
    for (JsonAt call : message.get("tool_calls").items()) {
      parts.add(call(call));
    }
    JsonAt legacy = message.get("function_call");
    if (legacy.present()) {
      String name = legacy.get("name").string();
      String id = "call_" + name + "_" + functionCalls++;
      unanswered.computeIfAbsent(name, n -> new ArrayDeque<>()).add(id);
      parts.add(new Part.ToolCall(id, name, legacy.get("arguments").string(), null));
    }
    return parts;
  }

  /** The older form has no ids: a result answers the first call of its name that waits for one. */
  private String answered(String name) {
    String id = unanswered.getOrDefault(name, new ArrayDeque<>()).poll();
    return id == null ? name : id;
  }

  private static Part call(JsonAt call) {
    String id = call.get("id").string();
    call.settled("index");
    JsonAt function = call.get("function");
    // What OpenAI's own clients make of the arguments.
    function.settled("parsed_arguments");
    return new Part.ToolCall(
        Opaque.plainId(id),
        function.get("name").string(),
        function.get("arguments").string(),
        Opaque.fromId(id));
  }

  /** Only an assistant may say nothing, and a tool. */
  private List<Part> said(JsonAt content) {
    if (!content.present()) {
      throw content.mismatch("a string or an array of parts");
    }
    return content(content);
  }

  private List<Part> content(JsonAt content) {
    if (content.isString()) {
      return content.string().isEmpty() ? List.of() : List.of(new Part.Text(content.string()));
    }
    List<Part> parts = new ArrayList<>();
    for (JsonAt part : content.items()) {
      parts.add(notes.at(part, part(part)));
      JsonAt breakpoint = part.get("prompt_cache_breakpoint");
      if (breakpoint.present()) {
        breakpoint.settled("mode");
        parts.add(new Part.CacheMark(breakpoint.get("ttl").optionalString()));
      }
    }
    return parts;
  }

  private Part part(JsonAt part) {
    String type = part.get("type").string();
    return switch (type) {
      case "text" -> new Part.Text(part.get("text").string());
      case "refusal" -> new Part.Refusal(part.get("refusal").string());
      case "image_url" -> image(part.get("image_url"));
      case "input_audio" -> audio(part.get("input_audio"));
      case "file" -> file(part.get("file"));
      default ->
          throw part.get("type")
              .invalid("Unknown content part '" + type + "' in '" + part.path() + ".type'");
    };
  }

  private static Part image(JsonAt image) {
    String url = image.isString() ? image.string() : image.get("url").string();
    return new Part.Image(Media.ofUrl(url), image.get("detail").optionalString());
  }

  private static Part audio(JsonAt audio) {
    return new Part.Audio(
        new Media.Inline("audio/" + audio.get("format").string(), audio.get("data").string()));
  }

  private static Part file(JsonAt file) {
    String name = file.get("filename").optionalString();
    String data = file.get("file_data").optionalString();
    if (data != null) {
      Media media =
          data.startsWith("data:") ? Media.ofUrl(data) : new Media.Inline("application/pdf", data);
      return new Part.Document(media, name);
    }
    return new Part.Document(new Media.FileId(file.get("file_id").string()), name);
  }
}
