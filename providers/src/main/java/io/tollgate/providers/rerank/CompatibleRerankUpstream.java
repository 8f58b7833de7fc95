package io.tollgate.providers.rerank;

import io.tollgate.providers.call.Endpoint;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.conversation.Notes;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.vendor.Quirks;
import io.tollgate.providers.wire.openai.OpenAiUrls;
import java.net.URI;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code /rerank} as Jina, Voyage, Together, OpenRouter and vLLM have it beside OpenAI's format.
 */
final class CompatibleRerankUpstream implements RerankUpstream {
  @Override
  public URI url(Target target) {
    return OpenAiUrls.of(Endpoint.RERANK_DOCUMENTS, target);
  }

  @Override
  public JsonNode encode(RerankRequest request, Target target, Notes notes) {
    Quirks quirks = target.vendor().quirks();
    ObjectNode body = Json.object().put("model", target.model()).put("query", request.query());
    ArrayNode documents = body.putArray("documents");
    request.documents().forEach(documents::add);
    if (request.topN() != null) {
      body.put(quirks.renamed().getOrDefault("top_n", "top_n"), request.topN());
    }
    if (request.maxTokensPerDocument() != null) {
      notes.dropped("max_tokens_per_doc");
    }
    return body;
  }

  @Override
  public Ranking decode(JsonNode answer) {
    JsonNode results = answer.has("data") ? answer.path("data") : answer.path("results");
    return new Ranking(
        Ranking.results(results, "relevance_score"),
        answer.path("id").stringValue(null),
        answer.path("model").stringValue(null),
        Ranking.usage(answer.path("usage")));
  }
}
