package io.tollgate.providers.wire.ollama;

import io.tollgate.providers.conversation.Conversation.Turn;
import io.tollgate.providers.conversation.Media;
import io.tollgate.providers.conversation.Notes;
import io.tollgate.providers.conversation.Opening;
import io.tollgate.providers.conversation.Part;
import io.tollgate.providers.conversation.ToolArguments;
import io.tollgate.providers.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes turns as the messages of {@code /api/chat}: one text each, with pictures beside it. */
final class OllamaMessageWriter {
  private final Notes notes;
  private final ArrayNode messages = Json.array();
  private final Map<String, String> functionNames = new HashMap<>();

  /** The calls of the turn before, in their order. */
  private List<String> calls = List.of();

  private OllamaMessageWriter(Notes notes) {
    this.notes = notes;
  }

  static ArrayNode write(List<Turn> turns, Notes notes) {
    OllamaMessageWriter writer = new OllamaMessageWriter(notes);
    for (Turn turn : turns) {
      switch (turn.role()) {
        case SYSTEM -> writer.message("system", turn.parts());
        case USER -> writer.user(turn.resultsInOrder(writer.calls));
        case ASSISTANT -> {
          writer.message("assistant", turn.parts());
          writer.calls = turn.calls();
        }
      }
    }
    Opening.ensure(writer.messages, notes);
    return writer.messages;
  }

  /** Results come first, one message each, directly behind the calls that they answer. */
  private void user(List<Part> parts) {
    List<Part> rest = new ArrayList<>();
    for (Part part : parts) {
      if (part instanceof Part.ToolResult result) {
        result(result);
      } else {
        rest.add(part);
      }
    }
    message("user", rest);
  }

  /** Matched by the tool's name; newer servers know the call's id as well. */
  private void result(Part.ToolResult result) {
    ObjectNode message = messages.addObject().put("role", "tool");
    // There is no flag for a failure, so the text has to say it.
    message.put("content", result.error() ? "Error: " + result.text() : result.text());
    message.put("tool_name", functionNames.getOrDefault(result.callId(), result.callId()));
    message.put("tool_call_id", result.callId());
    ArrayNode images = Json.array();
    for (Part part : result.content()) {
      if (part instanceof Part.Image image) {
        images.add(image(image));
      } else if (!(part instanceof Part.Text || part instanceof Part.CacheMark)) {
        notes.dropped("attachment of a tool's result");
      }
    }
    if (!images.isEmpty()) {
      message.set("images", images);
    }
  }

  private void message(String role, List<Part> parts) {
    List<String> texts = new ArrayList<>();
    StringBuilder thoughts = new StringBuilder();
    ArrayNode images = Json.array();
    ArrayNode calls = Json.array();
    for (Part part : parts) {
      switch (part) {
        case Part.Text(String text) -> texts.add(text);
        case Part.Refusal(String text) -> texts.add(text);
        case Part.Reasoning reasoning -> thought(reasoning, thoughts);
        case Part.Image image -> images.add(image(image));
        case Part.Document(Media media, String ignored) -> texts.add(textOf(media));
        case Part.Audio audio ->
            throw notes.refused(audio, "This model's provider does not take audio");
        case Part.ToolCall call -> calls.add(call(call));
        case Part.ToolResult ignored -> notes.dropped("tool result of an assistant turn");
        case Part.About ignored -> {}
        case Part.CacheMark ignored -> notes.cacheMarkLeftOut();
      }
    }
    ObjectNode message = Json.object().put("role", role).put("content", join(texts, role));
    if (!thoughts.isEmpty()) {
      message.put("thinking", thoughts.toString());
    }
    set(message, "images", images);
    set(message, "tool_calls", calls);
    if (message.size() > 2 || !message.path("content").stringValue().isEmpty()) {
      messages.add(message);
    }
  }

  /** An answer's texts are one text in pieces; a client's are texts of their own. */
  private static String join(List<String> texts, String role) {
    return String.join(role.equals("assistant") ? "" : "\n\n", texts);
  }

  private static void set(ObjectNode message, String field, ArrayNode list) {
    if (!list.isEmpty()) {
      message.set(field, list);
    }
  }

  private void thought(Part.Reasoning reasoning, StringBuilder thoughts) {
    if (reasoning.signature() == null) {
      thoughts.append(reasoning.text());
    } else {
      notes.adapted("another provider's signed thoughts were left out");
    }
  }

  private String image(Part.Image image) {
    notes.imageDetailLeftOut(image.detail());
    return switch (image.media()) {
      case Media.Inline inline -> inline.base64();
      case Media.Url url ->
          throw notes.refused(
              url,
              "This model's provider does not fetch images: send the image's data instead of a URL");
      case Media.FileId file -> throw notes.foreignFile(file);
    };
  }

  /** Only what is text already can be read there. */
  private String textOf(Media media) {
    String text = media instanceof Media.Inline inline ? inline.text() : null;
    if (text == null) {
      throw notes.refused(media, "This model's provider takes no documents but plain text ones");
    }
    notes.adapted("a text document was sent as text");
    return text;
  }

  private ObjectNode call(Part.ToolCall call) {
    functionNames.put(call.id(), call.name());
    ObjectNode node = Json.object().put("id", call.id());
    ObjectNode function = node.putObject("function").put("name", call.name());
    function.set("arguments", ToolArguments.object(call, notes));
    return node;
  }
}
