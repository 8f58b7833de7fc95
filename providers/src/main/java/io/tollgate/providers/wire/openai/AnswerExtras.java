package io.tollgate.providers.wire.openai;

import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.conversation.Citation;
import io.tollgate.providers.conversation.Citation.Span;
import io.tollgate.providers.conversation.Media;
import io.tollgate.providers.conversation.StreamEvent;
import io.tollgate.providers.conversation.StreamEvent.AudioDelta;
import io.tollgate.providers.conversation.StreamEvent.Cited;
import io.tollgate.providers.conversation.StreamEvent.ImageProduced;
import io.tollgate.providers.conversation.StreamEvent.Scored;
import io.tollgate.providers.conversation.StreamEvent.TextDelta;
import io.tollgate.providers.json.Json;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a message holds besides text and calls: pictures, as OpenRouter coined it, the sound, and
 * where the text comes from.
 */
final class AnswerExtras {
  private AnswerExtras() {}

  /** A source without an address is none here. */
  static boolean hasPlaceFor(StreamEvent.Extra extra) {
    return switch (extra) {
      case ImageProduced ignored -> true;
      case AudioDelta ignored -> true;
      case Scored ignored -> true;
      case Cited cited -> cited.citation().url() != null;
    };
  }

  static ObjectNode image(int index, Media media) {
    ObjectNode image = Json.object().put("index", index).put("type", "image_url");
    image.putObject("image_url").put("url", ChatMessageWriter.address(media));
    return image;
  }

  /** A whole sound: nothing is kept here that its id could refer to later. */
  static ObjectNode audio(Media.Inline media, ClientRequest request) {
    JsonNode asked = request.body().value("audio");
    boolean raw = asked != null && asked.path("format").asString("").equals("pcm16");
    ObjectNode audio = piece(raw ? media : Wave.of(media), request);
    return audio.put("expires_at", request.received().getEpochSecond()).put("transcript", "");
  }

  static ObjectNode piece(Media.Inline piece, ClientRequest request) {
    return Json.object().put("id", "audio_" + request.seed()).put("data", piece.base64());
  }

  /** Both places are 0 where it was not said what rests on it. */
  static ObjectNode annotation(Citation citation) {
    ObjectNode annotation = Json.object().put("type", "url_citation");
    ObjectNode cited = annotation.putObject("url_citation").put("url", citation.url());
    cited.put("title", citation.heading());
    if (citation.quote() != null) {
      cited.put("content", citation.quote());
    }
    Span span = citation.span();
    cited.put("start_index", span == null ? 0 : span.start());
    cited.put("end_index", span == null ? 0 : span.end());
    return annotation;
  }

  /** Reads them from a message, or from what is new of it. */
  static void read(JsonNode delta, int choice, Consumer<StreamEvent> events) {
    JsonNode audio = delta.path("audio");
    String transcript = audio.path("transcript").stringValue("");
    if (!transcript.isEmpty()) {
      events.accept(new TextDelta(choice, transcript));
    }
    String data = audio.path("data").stringValue("");
    if (!data.isEmpty()) {
      events.accept(new AudioDelta(choice, new Media.Inline(Wave.PCM16, data)));
    }
    for (JsonNode image : delta.path("images").values()) {
      String url = image.path("image_url").path("url").stringValue("");
      if (!url.isEmpty()) {
        events.accept(new ImageProduced(choice, Media.ofUrl(url)));
      }
    }
    for (JsonNode annotation : delta.path("annotations").values()) {
      if (annotation.path("url_citation").isObject()) {
        events.accept(new Cited(choice, citation(annotation.path("url_citation"))));
      }
    }
  }

  /** Pages that an answer rests on as a whole, as Perplexity and xAI name them. */
  static void found(JsonNode answer, int choice, Consumer<StreamEvent> events) {
    JsonNode results = answer.path("search_results");
    for (JsonNode page : results.values()) {
      String quote = page.path("snippet").stringValue(null);
      String title = page.path("title").stringValue(null);
      events.accept(
          new Cited(choice, new Citation(page.path("url").stringValue(""), title, quote, null)));
    }
    if (results.isEmpty()) {
      for (JsonNode url : answer.path("citations").values()) {
        events.accept(new Cited(choice, new Citation(url.stringValue(""), null, null, null)));
      }
    }
  }

  private static Citation citation(JsonNode cited) {
    return new Citation(
        cited.path("url").stringValue(""),
        cited.path("title").stringValue(null),
        cited.path("content").stringValue(null),
        span(cited));
  }

  private static @Nullable Span span(JsonNode cited) {
    int start = cited.path("start_index").asInt(0);
    int end = cited.path("end_index").asInt(0);
    return start < end ? new Span(start, end) : null;
  }
}
