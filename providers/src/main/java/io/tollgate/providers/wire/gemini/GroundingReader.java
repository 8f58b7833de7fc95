package io.tollgate.providers.wire.gemini;

import io.tollgate.providers.conversation.Citation;
import io.tollgate.providers.conversation.Citation.Span;
import io.tollgate.providers.conversation.CitedText;
import io.tollgate.providers.json.Json;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads where a candidate's text comes from: what was found for it, and what it repeats. Each chunk
 * of a stream may say it anew, so the last one counts.
 */
final class GroundingReader {
  private final CitedText text = new CitedText();
  private JsonNode grounding = Json.object();
  private JsonNode repeated = Json.object();

  void text(String more) {
    text.append(more);
  }

  void candidate(JsonNode candidate) {
    if (!candidate.path("groundingMetadata").isEmpty()) {
      grounding = candidate.path("groundingMetadata");
    }
    if (!candidate.path("citationMetadata").isEmpty()) {
      repeated = candidate.path("citationMetadata");
    }
  }

  /** All of it, once the text is known that it speaks of. */
  void read(Consumer<Citation> citations) {
    JsonNode sources = grounding.path("groundingChunks");
    Set<Integer> named = new HashSet<>();
    for (JsonNode support : grounding.path("groundingSupports").values()) {
      JsonNode segment = support.path("segment");
      Span span = span(segment, segment.path("text").stringValue(""));
      for (JsonNode index : support.path("groundingChunkIndices").values()) {
        named.add(index.asInt(-1));
        source(sources.path(index.asInt(-1)), span, citations);
      }
    }
    for (int index = 0; index < sources.size(); index++) {
      if (!named.contains(index)) {
        source(sources.path(index), null, citations);
      }
    }
    // The name differs between Google's two APIs.
    String list = repeated.has("citationSources") ? "citationSources" : "citations";
    for (JsonNode source : repeated.path(list).values()) {
      citations.accept(citation(source, span(source, "")));
    }
  }

  private @Nullable Span span(JsonNode segment, String words) {
    return text.ofBytes(
        segment.path("startIndex").asInt(0), segment.path("endIndex").asInt(0), words);
  }

  /** A page, a map's place or a document, each under its kind. */
  private static void source(JsonNode chunk, @Nullable Span span, Consumer<Citation> citations) {
    chunk.values().stream()
        .filter(JsonNode::isObject)
        .findFirst()
        .ifPresent(source -> citations.accept(citation(source, span)));
  }

  private static Citation citation(JsonNode source, @Nullable Span span) {
    String url = source.path("uri").stringValue("");
    return new Citation(
        url.isEmpty() ? null : url,
        source.path("title").stringValue(null),
        source.path("text").stringValue(null),
        span);
  }
}
