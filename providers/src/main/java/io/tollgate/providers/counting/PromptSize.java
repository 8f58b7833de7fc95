package io.tollgate.providers.counting;

import io.tollgate.providers.conversation.Conversation;
import io.tollgate.providers.conversation.Part;
import io.tollgate.providers.conversation.Tool;
import io.tollgate.providers.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * How much a conversation gives a model to read, for estimating its tokens.
 *
 * @param textBytes of everything that is text, tools and their schemas included
 * @param files pictures, sounds and documents, whose tokens do not follow from their bytes
 */
public record PromptSize(long textBytes, int files) {
  static PromptSize of(Conversation conversation) {
    var size = new PromptSize(0, 0);
    for (var turn : conversation.turns()) {
      size = size.plus(of(turn.parts()));
    }
    for (Tool tool : conversation.tools()) {
      var schema = tool.schema();
      size = size.plus(text(tool.name())).plus(text(schema == null ? "" : Json.text(schema)));
      var description = tool.description();
      size = size.plus(text(description == null ? "" : description));
    }
    return size;
  }

  private static PromptSize of(List<Part> parts) {
    var size = new PromptSize(0, 0);
    for (Part part : parts) {
      size =
          size.plus(
              switch (part) {
                case Part.Text(String text) -> text(text);
                case Part.Refusal(String text) -> text(text);
                case Part.Reasoning reasoning -> text(reasoning.text());
                case Part.ToolCall call -> text(call.name()).plus(text(call.arguments()));
                case Part.ToolResult result -> of(result.content());
                case Part.Image _, Part.Document _, Part.Audio _ -> new PromptSize(0, 1);
                case Part.CacheMark _, Part.About _ -> new PromptSize(0, 0);
              });
    }
    return size;
  }

  private static PromptSize text(String text) {
    return new PromptSize(text.getBytes(StandardCharsets.UTF_8).length, 0);
  }

  private PromptSize plus(PromptSize more) {
    return new PromptSize(textBytes + more.textBytes, files + more.files);
  }
}
