package io.tollgate.providers.wire.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import io.tollgate.providers.conversation.Conversation.Turn;
import io.tollgate.providers.conversation.Media;
import io.tollgate.providers.conversation.Notes;
import io.tollgate.providers.conversation.Opening;
import io.tollgate.providers.conversation.Part;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.vendor.Quirks;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes turns as the messages of a chat completions request. */
final class ChatMessageWriter {
  /** Of a call's id, at OpenAI and whoever is as strict. */
  private static final int LONGEST_ID = 40;

  private final Quirks quirks;
  private final Notes notes;
  private final ArrayNode messages = Json.array();

  private ChatMessageWriter(Quirks quirks, Notes notes) {
    this.quirks = quirks;
    this.notes = notes;
  }

  static ArrayNode write(List<Turn> turns, Quirks quirks, Notes notes) {
    ChatMessageWriter writer = new ChatMessageWriter(quirks, notes);
    for (Turn turn : turns) {
      switch (turn.role()) {
        case SYSTEM -> writer.message("system", turn.parts());
        case USER -> writer.user(turn.parts());
        case ASSISTANT -> writer.assistant(turn.parts());
      }
    }
    if (writer.messages.isEmpty()) {
      Opening.ensure(writer.messages, notes);
    }
    return writer.messages;
  }

  /** Results come first, one message each: the calls they answer must be answered before all. */
  private void user(List<Part> parts) {
    List<Part> rest = new ArrayList<>();
    for (Part part : parts) {
      if (part instanceof Part.ToolResult result) {
        result(result, rest);
      }
    }
    for (Part part : parts) {
      if (!(part instanceof Part.ToolResult)) {
        rest.add(part);
      }
    }
    message("user", rest);
  }

  private void result(Part.ToolResult result, List<Part> moved) {
    ObjectNode message = messages.addObject().put("role", "tool");
    message.put("tool_call_id", id(result.callId()));
    // There is no flag for a failure, so the text has to say it.
    message.put("content", result.error() ? "Error: " + result.text() : result.text());
    for (Part part : result.content()) {
      if (!(part instanceof Part.Text) && !(part instanceof Part.CacheMark)) {
        moved.add(part);
        notes.adapted("pictures in a tool's result were moved to a user message after it");
      }
    }
  }

  private void message(String role, List<Part> parts) {
    List<Part> visible = parts.stream().filter(part -> !(part instanceof Part.CacheMark)).toList();
    if (visible.size() < parts.size()) {
      notes.cacheMarkLeftOut();
    }
    // Behind a result, a mark is all that is left of a turn: a message without content is refused.
    if (visible.isEmpty()) {
      return;
    }
    ObjectNode message = messages.addObject().put("role", role);
    boolean texts = visible.stream().allMatch(Part.Text.class::isInstance);
    if (texts && (visible.size() == 1 || quirks.plainTexts())) {
      message.put("content", joined(visible));
      return;
    }
    ArrayNode content = message.putArray("content");
    visible.forEach(part -> content.add(part(part)));
  }

  private static String joined(List<Part> texts) {
    return texts.stream().map(part -> ((Part.Text) part).text()).collect(joining("\n\n"));
  }

  private ObjectNode part(Part part) {
    return switch (part) {
      case Part.Text(String text) -> text(text);
      case Part.Refusal(String text) -> text(text);
      case Part.Reasoning reasoning -> text(reasoning.text());
      case Part.ToolResult result -> text(result.text());
      case Part.ToolCall call -> text(call.arguments());
      case Part.CacheMark ignored -> text("");
      case Part.About ignored -> text("");
      case Part.Image image -> image(image);
      case Part.Document document -> document(document);
      case Part.Audio(Media.Inline media) -> audio(media);
    };
  }

  private static ObjectNode text(String text) {
    return Json.object().put("type", "text").put("text", text);
  }

  private ObjectNode image(Part.Image image) {
    if (image.media() instanceof Media.FileId) {
      throw notes.foreignFile(image.media());
    }
    ObjectNode part = Json.object().put("type", "image_url");
    ObjectNode url = part.putObject("image_url").put("url", address(image.media()));
    if (image.detail() != null) {
      url.put("detail", image.detail());
    }
    return part;
  }

  static String address(Media media) {
    return switch (media) {
      case Media.Inline inline -> Media.toUrl(inline);
      case Media.Url(String url) -> url;
      case Media.FileId(String id) ->
          throw new IllegalArgumentException("There is no address of the file " + id);
    };
  }

  private static ObjectNode document(Part.Document document) {
    ObjectNode part = Json.object().put("type", "file");
    ObjectNode file = part.putObject("file");
    switch (document.media()) {
      case Media.FileId(String id) -> file.put("file_id", id);
      case Media.Inline inline -> {
        file.put("filename", document.name() == null ? "document.pdf" : document.name());
        file.put("file_data", Media.toUrl(inline));
      }
      case Media.Url(String url) -> file.put("file_url", url);
    }
    return part;
  }

  private static ObjectNode audio(Media.Inline media) {
    ObjectNode part = Json.object().put("type", "input_audio");
    ObjectNode audio = part.putObject("input_audio").put("data", media.base64());
    audio.put("format", format(media.mimeType()));
    return part;
  }

  private static String format(String mimeType) {
    return switch (mimeType) {
      case "audio/mpeg", "audio/mp3" -> "mp3";
      case "audio/x-wav", "audio/wave", "audio/vnd.wave" -> "wav";
      default -> mimeType.substring(mimeType.indexOf('/') + 1);
    };
  }

  private void assistant(List<Part> parts) {
    ObjectNode message = Json.object().put("role", "assistant");
    StringBuilder text = new StringBuilder();
    StringBuilder thoughts = new StringBuilder();
    ArrayNode calls = Json.array();
    ArrayNode images = Json.array();
    for (Part part : parts) {
      switch (part) {
        case Part.Text(String more) -> text.append(more);
        case Part.Refusal(String more) -> text.append(more);
        case Part.Reasoning reasoning -> thought(reasoning, thoughts);
        case Part.ToolCall call -> calls.add(call(call));
        case Part.Image image -> image(image, images);
        case Part.Document ignored -> notes.dropped("document of an assistant turn");
        case Part.Audio ignored -> notes.dropped("audio of an assistant turn");
        case Part.ToolResult ignored -> notes.dropped("tool result of an assistant turn");
        case Part.About ignored -> {}
        case Part.CacheMark ignored -> notes.cacheMarkLeftOut();
      }
    }
    if (text.isEmpty() && !calls.isEmpty()) {
      message.putNull("content");
    } else {
      message.put("content", text.toString());
    }
    if (!thoughts.isEmpty()) {
      thoughts(thoughts.toString(), text.toString(), message);
    }
    if (!calls.isEmpty()) {
      message.set("tool_calls", calls);
    }
    if (!images.isEmpty()) {
      message.set("images", images);
    }
    // What was left out may have been all there was.
    if (message.size() > 2 || !text.isEmpty()) {
      messages.add(message);
    }
  }

  /** One without words is nothing but its signature. */
  private void thought(Part.Reasoning reasoning, StringBuilder thoughts) {
    if (reasoning.text().isEmpty() && reasoning.signature() != null) {
      notes.adapted("thoughts without this provider's signature were left out");
    }
    thoughts.append(reasoning.text());
  }

  /** Only who makes pictures takes them back. */
  private void image(Part.Image image, ArrayNode images) {
    if (quirks.images()) {
      images.add(AnswerExtras.image(images.size(), image.media()));
    } else {
      notes.dropped("image of an assistant turn");
    }
  }

  private void thoughts(String thoughts, String text, ObjectNode message) {
    String field = quirks.reasoningField();
    if (field.isEmpty()) {
      notes.adapted("thoughts were left out, since this provider does not take them back");
    } else if (field.equals(ContentParts.QUIRK)) {
      message.set("content", ContentParts.of(thoughts, text));
    } else {
      message.put(field, thoughts);
    }
  }

  private String id(String id) {
    if (quirks.shortToolIds()) {
      return ShortIds.of(id);
    }
    return id.length() <= LONGEST_ID
        ? id
        : "call_" + UUID.nameUUIDFromBytes(id.getBytes(UTF_8)).toString().replace("-", "");
  }

  private ObjectNode call(Part.ToolCall call) {
    ObjectNode node = Json.object().put("id", id(call.id())).put("type", "function");
    ObjectNode function = node.putObject("function").put("name", call.name());
    function.put("arguments", call.arguments().isBlank() ? "{}" : call.arguments());
    return node;
  }
}
