package io.tollgate.providers.embeddings;

import io.tollgate.providers.call.Headers;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.conversation.Notes;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.wire.gemini.GeminiUrls;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Vertex AI, where embedding is a prediction on instances. */
final class VertexEmbeddingUpstream implements EmbeddingUpstream {
  @Override
  public URI url(Target target) {
    return GeminiUrls.of(target, ":predict");
  }

  @Override
  public JsonNode encode(EmbeddingRequest request, Target target, Notes notes) {
    ObjectNode body = Json.object();
    ArrayNode instances = body.putArray("instances");
    for (String text : request.texts()) {
      ObjectNode instance = instances.addObject().put("content", text);
      if (request.purpose() != null) {
        instance.put("task_type", request.purpose().gemini());
      }
    }
    if (request.dimensions() != null) {
      body.putObject("parameters").put("outputDimensionality", request.dimensions());
    }
    return body;
  }

  @Override
  public Embeddings decode(JsonNode answer, Headers headers) {
    List<Vector> vectors = new ArrayList<>();
    long tokens = 0;
    for (JsonNode prediction : answer.path("predictions").values()) {
      JsonNode embeddings = prediction.path("embeddings");
      vectors.add(VectorTree.vector(embeddings.path("values")));
      tokens += embeddings.path("statistics").path("token_count").asLong(0);
    }
    return new Embeddings(vectors, null, Embeddings.usage(Json.object().numberNode(tokens)));
  }
}
