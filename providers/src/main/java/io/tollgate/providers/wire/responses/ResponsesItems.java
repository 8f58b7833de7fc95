package io.tollgate.providers.wire.responses;

import io.tollgate.domain.provider.WireFormat;
import io.tollgate.providers.conversation.Conversation.Role;
import io.tollgate.providers.conversation.Media;
import io.tollgate.providers.conversation.Notes;
import io.tollgate.providers.conversation.Opaque;
import io.tollgate.providers.conversation.Part;
import io.tollgate.providers.conversation.Turns;
import io.tollgate.providers.json.JsonAt;
import java.util.ArrayList;
import java.util.List;

/** Reads the items of a Responses request's input. */
final class ResponsesItems {
  private final Notes notes;

  ResponsesItems(Notes notes) {
    this.notes = notes;
  }

  void decode(JsonAt item, Turns turns) {
    String type = item.has("type") ? item.get("type").string() : "message";
    // What an answer says of itself comes back with it.
    item.settled("id", "status", "phase");
    switch (type) {
      case "message" -> turns.add(role(item.get("role")), content(item.get("content")));
      case "function_call" -> turns.add(Role.ASSISTANT, List.of(notes.at(item, call(item))));
      case "function_call_output" -> turns.add(Role.USER, List.of(notes.at(item, result(item))));
      case "image_generation_call" -> turns.add(Role.ASSISTANT, produced(item));
      case "reasoning" -> turns.add(Role.ASSISTANT, List.of(reasoning(item)));
      default ->
          throw item.get("type")
              .invalid("Unknown or unsupported item '" + type + "' in '" + item.path() + ".type'");
    }
  }

  private static Role role(JsonAt role) {
    return switch (role.string()) {
      case "user" -> Role.USER;
      case "assistant" -> Role.ASSISTANT;
      case "system", "developer" -> Role.SYSTEM;
      default -> throw role.mismatch("user, assistant, system or developer");
    };
  }

  private static Part call(JsonAt item) {
    String id = item.get("call_id").string();
    return new Part.ToolCall(
        Opaque.plainId(id),
        item.get("name").string(),
        item.get("arguments").string(),
        Opaque.fromId(id));
  }

  private Part result(JsonAt item) {
    String id = Opaque.plainId(item.get("call_id").string());
    return new Part.ToolResult(id, content(item.get("output")), false);
  }

  /** A picture of an earlier answer; one that failed has no bytes. */
  private static List<Part> produced(JsonAt item) {
    item.settled("action", "background", "quality", "revised_prompt", "size");
    String bytes = item.get("result").optionalString();
    String format = item.get("output_format").optionalString();
    String type = "image/" + (format == null ? "png" : format);
    return bytes == null ? List.of() : List.of(new Part.Image(new Media.Inline(type, bytes), null));
  }

  private static Part reasoning(JsonAt item) {
    StringBuilder text = new StringBuilder();
    for (JsonAt summary : item.get("summary").items()) {
      text.append(summary.get("text").string());
    }
    String encrypted = item.get("encrypted_content").optionalString();
    Opaque opaque = encrypted == null ? null : Opaque.carried(encrypted, WireFormat.OPENAI);
    return new Part.Reasoning(text.toString(), opaque);
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

  private static Part part(JsonAt part) {
    String type = part.get("type").string();
    part.settled("annotations", "logprobs");
    return switch (type) {
      case "input_text", "output_text", "text" -> new Part.Text(part.get("text").string());
      case "refusal" -> new Part.Refusal(part.get("refusal").string());
      case "input_image" -> new Part.Image(image(part), part.get("detail").optionalString());
      case "input_file" -> file(part);
      case "input_audio" -> audio(part.get("input_audio"));
      default ->
          throw part.get("type")
              .invalid("Unknown content part '" + type + "' in '" + part.path() + ".type'");
    };
  }

  private static Media image(JsonAt part) {
    String url = part.get("image_url").optionalString();
    return url == null ? new Media.FileId(part.get("file_id").string()) : Media.ofUrl(url);
  }

  private static Part file(JsonAt part) {
    String name = part.get("filename").optionalString();
    String data = part.get("file_data").optionalString();
    String url = part.get("file_url").optionalString();
    if (data != null) {
      boolean whole = data.startsWith("data:");
      Media media = whole ? Media.ofUrl(data) : new Media.Inline("application/pdf", data);
      return new Part.Document(media, name);
    }
    Media media = url == null ? new Media.FileId(part.get("file_id").string()) : new Media.Url(url);
    return new Part.Document(media, name);
  }

  private static Part audio(JsonAt audio) {
    return new Part.Audio(
        new Media.Inline("audio/" + audio.get("format").string(), audio.get("data").string()));
  }
}
