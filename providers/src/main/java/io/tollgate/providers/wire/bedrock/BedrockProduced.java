package io.tollgate.providers.wire.bedrock;

import io.tollgate.providers.conversation.Citation;
import io.tollgate.providers.conversation.Citation.Span;
import io.tollgate.providers.conversation.Media;
import io.tollgate.providers.conversation.StreamEvent;
import io.tollgate.providers.conversation.StreamEvent.AudioDelta;
import io.tollgate.providers.conversation.StreamEvent.Cited;
import io.tollgate.providers.conversation.StreamEvent.ImageProduced;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What one block of an answer holds besides text and calls, until it ends. */
final class BedrockProduced {
  /** Where the block's text begins, in characters of the whole answer. */
  private final int start;

  private final List<JsonNode> citations = new ArrayList<>();
  private final StringBuilder image = new StringBuilder();
  private String format = "png";

  BedrockProduced(int start) {
    this.start = start;
  }

  /** Reads a block, its beginning, or what is new of it. */
  void read(JsonNode block, Consumer<StreamEvent> events) {
    JsonNode picture = block.path("image");
    format = picture.path("format").stringValue(format);
    image.append(picture.path("source").path("bytes").stringValue(""));
    JsonNode sound = block.path("audio");
    String heard = sound.path("source").path("bytes").stringValue("");
    if (!heard.isEmpty()) {
      String type = "audio/" + sound.path("format").stringValue("wav");
      events.accept(new AudioDelta(0, new Media.Inline(type, heard)));
    }
    block.path("citationsContent").path("citations").values().forEach(citations::add);
    if (block.path("citation").isObject()) {
      citations.add(block.path("citation"));
    }
  }

  /** The block has ended, with so much text in the whole answer. */
  void end(int length, Consumer<StreamEvent> events) {
    if (!image.isEmpty()) {
      Media picture = new Media.Inline("image/" + format, image.toString());
      events.accept(new ImageProduced(0, picture));
    }
    Span span = start < length ? new Span(start, length) : null;
    citations.forEach(citation -> events.accept(new Cited(0, citation(citation, span))));
  }

  private static Citation citation(JsonNode citation, @Nullable Span span) {
    StringBuilder quote = new StringBuilder();
    citation
        .path("sourceContent")
        .values()
        .forEach(piece -> quote.append(piece.path("text").stringValue("")));
    return new Citation(
        citation.path("location").path("web").path("url").stringValue(null),
        citation.path("title").stringValue(null),
        quote.isEmpty() ? null : quote.toString(),
        span);
  }
}
