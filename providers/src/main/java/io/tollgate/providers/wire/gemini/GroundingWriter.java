package io.tollgate.providers.wire.gemini;

import io.tollgate.providers.conversation.Citation;
import io.tollgate.providers.conversation.Citation.Span;
import io.tollgate.providers.conversation.CitedText;
import io.tollgate.providers.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes where a candidate's text comes from; places are counted in bytes of all its text. */
final class GroundingWriter {
  private final CitedText text = new CitedText();
  private final List<Citation> citations = new ArrayList<>();

  void text(String more) {
    text.append(more);
  }

  void cited(Citation citation) {
    citations.add(citation);
  }

  /** Says it of a candidate, if there is something to say. */
  void write(ObjectNode candidate) {
    if (citations.isEmpty()) {
      return;
    }
    ObjectNode grounding = candidate.putObject("groundingMetadata");
    ArrayNode sources = grounding.putArray("groundingChunks");
    ArrayNode supports = grounding.putArray("groundingSupports");
    for (Citation citation : citations) {
      Span span = citation.span();
      if (span != null) {
        support(supports.addObject(), span).putArray("groundingChunkIndices").add(sources.size());
      }
      sources.add(source(citation));
    }
  }

  private ObjectNode support(ObjectNode support, Span span) {
    ObjectNode segment = support.putObject("segment");
    segment.put("startIndex", text.bytesBefore(span.start()));
    segment.put("endIndex", text.bytesBefore(span.end()));
    segment.put("text", text.words(span));
    return support;
  }

  /** A page of the web, unless its words are known or its address is not. */
  private static ObjectNode source(Citation citation) {
    ObjectNode chunk = Json.object();
    boolean page = citation.url() != null && citation.quote() == null;
    ObjectNode source = chunk.putObject(page ? "web" : "retrievedContext");
    put(source, "uri", citation.url());
    put(source, "title", citation.title());
    put(source, "text", citation.quote());
    return chunk;
  }

  private static void put(ObjectNode source, String field, @Nullable String value) {
    if (value != null) {
      source.put(field, value);
    }
  }
}
