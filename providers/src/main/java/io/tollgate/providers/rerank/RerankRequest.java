package io.tollgate.providers.rerank;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What is to be ranked, in the words of no particular format.
 *
 * @param documents strings, or objects with fields of the client's
 * @param topN how many results are wanted; null for all
 * @param returnDocuments whether the results show their documents again
 * @param maxTokensPerDocument where to cut a document; null for the model's own limit
 */
record RerankRequest(
    String query,
    List<JsonNode> documents,
    @Nullable Integer topN,
    boolean returnDocuments,
    @Nullable Integer maxTokensPerDocument) {
  RerankRequest {
    documents = List.copyOf(documents);
  }
}
