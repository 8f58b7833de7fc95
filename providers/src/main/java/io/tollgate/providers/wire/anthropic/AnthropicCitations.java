package io.tollgate.providers.wire.anthropic;

import io.tollgate.domain.provider.WireFormat;
import io.tollgate.providers.conversation.Citation;
import io.tollgate.providers.conversation.Citation.Span;
import io.tollgate.providers.conversation.Opaque;
import io.tollgate.providers.json.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Where a block of text comes from: a page that was found, or a document of the request. */
final class AnthropicCitations {
  private AnthropicCitations() {}

  static Citation read(JsonNode citation, @Nullable Span span) {
    String url = citation.path("url").stringValue(null);
    String source = url == null ? citation.path("source").stringValue(null) : url;
    String title = citation.path("title").stringValue(null);
    return new Citation(
        source != null && source.contains("://") ? source : null,
        title == null ? citation.path("document_title").stringValue(null) : title,
        citation.path("cited_text").stringValue(null),
        span);
  }

  /**
   * A page that another provider found. Its index must not look like Anthropic's: a client may send
   * the text to a Claude later.
   */
  static ObjectNode write(Citation citation) {
    ObjectNode node = Json.object().put("type", "web_search_result_location");
    node.put("cited_text", citation.quote() == null ? "" : citation.quote());
    node.put("url", citation.url()).put("title", citation.title());
    Opaque foreign = Opaque.signature(WireFormat.OPENAI, "unsigned");
    return node.put("encrypted_index", foreign.carriedIn(WireFormat.ANTHROPIC));
  }
}
