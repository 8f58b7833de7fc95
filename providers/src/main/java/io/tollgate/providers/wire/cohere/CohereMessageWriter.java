package io.tollgate.providers.wire.cohere;

import io.tollgate.domain.provider.WireFormat;
import io.tollgate.providers.conversation.Conversation.Turn;
import io.tollgate.providers.conversation.Media;
import io.tollgate.providers.conversation.Notes;
import io.tollgate.providers.conversation.Opaque;
import io.tollgate.providers.conversation.Opening;
import io.tollgate.providers.conversation.Part;
import io.tollgate.providers.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes turns as the messages of {@code /v2/chat}. */
final class CohereMessageWriter {
  private final CohereModel model;
  private final Notes notes;
  private final ArrayNode messages = Json.array();

  private CohereMessageWriter(CohereModel model, Notes notes) {
    this.model = model;
    this.notes = notes;
  }

  static ArrayNode write(List<Turn> turns, CohereModel model, Notes notes) {
    CohereMessageWriter writer = new CohereMessageWriter(model, notes);
    for (Turn turn : turns) {
      switch (turn.role()) {
        case SYSTEM -> writer.message("system", turn.parts());
        case USER -> writer.user(turn.parts());
        case ASSISTANT -> writer.assistant(turn.parts());
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
        result(result, rest);
      }
    }
    parts.stream().filter(part -> !(part instanceof Part.ToolResult)).forEach(rest::add);
    message("user", rest);
  }

  private void result(Part.ToolResult result, List<Part> moved) {
    ObjectNode message = messages.addObject().put("role", "tool");
    message.put("tool_call_id", result.callId());
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
    ArrayNode content = Json.array();
    parts.forEach(part -> add(part, content));
    if (!content.isEmpty()) {
      ObjectNode message = messages.addObject().put("role", role);
      if (content.size() == 1 && content.path(0).has("text")) {
        message.set("content", content.path(0).path("text"));
      } else {
        message.set("content", content);
      }
    }
  }

  private void add(Part part, ArrayNode content) {
    switch (part) {
      case Part.Text(String text) -> text(text, content);
      case Part.Refusal(String text) -> text(text, content);
      case Part.Image(Media media, String detail) -> content.add(image(media, detail));
      case Part.Document(Media media, String ignored) -> text(textOf(media), content);
      case Part.Audio audio ->
          throw notes.refused(audio, "This model's provider does not take audio");
      case Part.CacheMark ignored -> notes.cacheMarkLeftOut();
      // Said by the other side, and written where that is.
      case Part.Reasoning ignored -> {}
      case Part.ToolCall ignored -> {}
      case Part.ToolResult ignored -> {}
      case Part.About ignored -> {}
    }
  }

  private static void text(String text, ArrayNode content) {
    if (!text.isEmpty()) {
      content.addObject().put("type", "text").put("text", text);
    }
  }

  private ObjectNode image(Media media, @Nullable String detail) {
    ObjectNode part = Json.object().put("type", "image_url");
    ObjectNode url = part.putObject("image_url");
    switch (media) {
      case Media.Inline inline -> url.put("url", Media.toUrl(inline));
      case Media.Url(String address) -> url.put("url", address);
      case Media.FileId file -> throw notes.foreignFile(file);
    }
    if (detail != null) {
      url.put("detail", detail);
    }
    return part;
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

  private void assistant(List<Part> parts) {
    StringBuilder text = new StringBuilder();
    ArrayNode content = Json.array();
    ArrayNode calls = Json.array();
    for (Part part : parts) {
      switch (part) {
        case Part.Text(String more) -> text.append(more);
        case Part.Refusal(String more) -> text.append(more);
        case Part.Reasoning reasoning -> thought(reasoning, content);
        case Part.ToolCall call -> calls.add(call(call));
        case Part.Image ignored -> notes.dropped("image of an assistant turn");
        case Part.Document ignored -> notes.dropped("document of an assistant turn");
        case Part.Audio ignored -> notes.dropped("audio of an assistant turn");
        case Part.ToolResult ignored -> notes.dropped("tool result of an assistant turn");
        case Part.About ignored -> {}
        case Part.CacheMark ignored -> notes.cacheMarkLeftOut();
      }
    }
    ObjectNode message = Json.object().put("role", "assistant");
    if (calls.isEmpty()) {
      text(text.toString(), content);
    } else {
      message.set("tool_calls", calls);
      if (!text.isEmpty()) {
        message.put("tool_plan", text.toString());
      }
    }
    if (!content.isEmpty()) {
      message.set("content", content);
    }
    if (message.size() > 1) {
      messages.add(message);
    }
  }

  private void thought(Part.Reasoning reasoning, ArrayNode content) {
    Opaque signature = reasoning.signature();
    boolean foreign = signature != null && signature.origin() != WireFormat.COHERE;
    if (foreign || !model.thinks() || reasoning.text().isEmpty()) {
      notes.adapted("thoughts that this model cannot have had were left out");
      return;
    }
    content.addObject().put("type", "thinking").put("thinking", reasoning.text());
  }

  private static ObjectNode call(Part.ToolCall call) {
    ObjectNode node = Json.object().put("id", call.id()).put("type", "function");
    ObjectNode function = node.putObject("function").put("name", call.name());
    function.put("arguments", call.arguments().isBlank() ? "{}" : call.arguments());
    return node;
  }
}
