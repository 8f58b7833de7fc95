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

/** The Gemini API, which embeds any number of texts as a batch. */
final class GeminiEmbeddingUpstream implements EmbeddingUpstream {
  @Override
  public URI url(Target target) {
    return GeminiUrls.of(target, ":batchEmbedContents");
  }

  @Override
  public JsonNode encode(EmbeddingRequest request, Target target, Notes notes) {
    ObjectNode body = Json.object();
    ArrayNode requests = body.putArray("requests");
    for (String text : request.texts()) {
      ObjectNode one = requests.addObject().put("model", GeminiModels.resource(target.model()));
      one.putObject("content").putArray("parts").addObject().put("text", text);
      if (request.purpose() != null) {
        one.put("taskType", request.purpose().gemini());
      }
      if (request.dimensions() != null) {
        one.put("outputDimensionality", request.dimensions());
      }
    }
    return body;
  }

  @Override
  public Embeddings decode(JsonNode answer, Headers headers) {
    return read(answer);
  }

  /** Reads the answer to one content as well as to a batch. */
  static Embeddings read(JsonNode answer) {
    List<Vector> vectors = new ArrayList<>();
    if (answer.has("embedding")) {
      vectors.add(VectorTree.vector(answer.path("embedding").path("values")));
    }
    for (JsonNode embedding : answer.path("embeddings").values()) {
      vectors.add(VectorTree.vector(embedding.path("values")));
    }
    return new Embeddings(
        vectors, null, Embeddings.usage(answer.path("usageMetadata").path("promptTokenCount")));
  }
}
