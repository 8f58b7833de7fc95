package io.tollgate.providers.embeddings;

import io.tollgate.providers.call.Headers;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.conversation.Notes;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.wire.CohereUrls;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Cohere's {@code /v2/embed}. */
final class CohereEmbeddingUpstream implements EmbeddingUpstream {
  @Override
  public URI url(Target target) {
    return CohereUrls.of(target, "/v2/embed");
  }

  @Override
  public JsonNode encode(EmbeddingRequest request, Target target, Notes notes) {
    return body(request, notes).put("model", target.model());
  }

  /** All but the model, which is in the path where Cohere's models are hosted elsewhere. */
  static ObjectNode body(EmbeddingRequest request, Notes notes) {
    ObjectNode body = Json.object();
    Purpose purpose = request.purpose();
    if (purpose == null) {
      notes.adapted("input_type was sent as search_document, as Cohere must be told one");
    }
    body.put("input_type", (purpose == null ? Purpose.DOCUMENT : purpose).cohere());
    ArrayNode texts = body.putArray("texts");
    request.texts().forEach(texts::add);
    body.putArray("embedding_types").add("float");
    if (request.dimensions() != null) {
      body.put("output_dimension", request.dimensions());
    }
    return body;
  }

  @Override
  public Embeddings decode(JsonNode answer, Headers headers) {
    return new Embeddings(
        vectors(answer),
        null,
        Embeddings.usage(answer.path("meta").path("billed_units").path("input_tokens")));
  }

  /** By type, or, from older models, as a plain list. */
  static List<Vector> vectors(JsonNode answer) {
    JsonNode embeddings = answer.path("embeddings");
    List<Vector> vectors = new ArrayList<>();
    for (JsonNode vector :
        (embeddings.isArray() ? embeddings : embeddings.path("float")).values()) {
      vectors.add(VectorTree.vector(vector));
    }
    return vectors;
  }
}
