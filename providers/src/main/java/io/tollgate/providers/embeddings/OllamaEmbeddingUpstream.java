package io.tollgate.providers.embeddings;

import io.tollgate.providers.call.Headers;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.conversation.Notes;
import io.tollgate.providers.json.Json;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Ollama's own {@code /api/embed}. */
final class OllamaEmbeddingUpstream implements EmbeddingUpstream {
  @Override
  public URI url(Target target) {
    return target.url("/api/embed");
  }

  @Override
  public JsonNode encode(EmbeddingRequest request, Target target, Notes notes) {
    ObjectNode body = Json.object().put("model", target.model());
    ArrayNode input = body.putArray("input");
    request.texts().forEach(input::add);
    if (request.dimensions() != null) {
      body.put("dimensions", request.dimensions());
    }
    if (request.purpose() != null) {
      notes.dropped("taskType");
    }
    return body;
  }

  @Override
  public Embeddings decode(JsonNode answer, Headers headers) {
    List<Vector> vectors = new ArrayList<>();
    for (JsonNode vector : answer.path("embeddings").values()) {
      vectors.add(VectorTree.vector(vector));
    }
    return new Embeddings(
        vectors,
        answer.path("model").stringValue(null),
        Embeddings.usage(answer.path("prompt_eval_count")));
  }
}
