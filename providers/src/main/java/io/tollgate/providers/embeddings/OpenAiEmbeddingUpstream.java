package io.tollgate.providers.embeddings;

import io.tollgate.providers.call.Endpoint;
import io.tollgate.providers.call.Headers;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.conversation.Notes;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.vendor.Quirks;
import io.tollgate.providers.wire.openai.OpenAiUrls;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * OpenAI's embeddings endpoint and everyone who copies it: Voyage, Jina, Mistral, vLLM and others.
 */
final class OpenAiEmbeddingUpstream implements EmbeddingUpstream {
  @Override
  public URI url(Target target) {
    return OpenAiUrls.of(Endpoint.EMBEDDINGS, target);
  }

  @Override
  public JsonNode encode(EmbeddingRequest request, Target target, Notes notes) {
    Quirks quirks = target.vendor().quirks();
    ObjectNode body = Json.object().put("model", target.model());
    ArrayNode input = body.putArray("input");
    request.texts().forEach(input::add);
    if (request.dimensions() != null) {
      if (quirks.unsupported().contains("dimensions")) {
        notes.dropped("dimensions");
      } else {
        body.put(quirks.renamed().getOrDefault("dimensions", "dimensions"), request.dimensions());
      }
    }
    purpose(request.purpose(), quirks.renamed().getOrDefault("taskType", ""), body, notes);
    return body;
  }

  /** OpenAI has no field for it; others do, each with words of its own. */
  private static void purpose(
      @Nullable Purpose purpose, String field, ObjectNode body, Notes notes) {
    if (purpose == null) {
      return;
    }
    String word =
        switch (field) {
          case "task" -> purpose.jina();
          case "input_type" -> purpose.voyage();
          default -> null;
        };
    if (word == null) {
      notes.dropped("taskType");
    } else {
      body.put(field, word);
    }
  }

  @Override
  public Embeddings decode(JsonNode answer, Headers headers) {
    return read(answer);
  }

  /** Items may come in any order; their index says whose they are. */
  static Embeddings read(JsonNode answer) {
    List<JsonNode> items = new ArrayList<>(answer.path("data").values());
    items.sort((a, b) -> Integer.compare(a.path("index").asInt(0), b.path("index").asInt(0)));
    List<Vector> vectors = new ArrayList<>(items.size());
    for (JsonNode item : items) {
      vectors.add(VectorTree.vector(item.path("embedding")));
    }
    JsonNode usage = answer.path("usage");
    JsonNode tokens = usage.path("prompt_tokens");
    return new Embeddings(
        vectors,
        answer.path("model").stringValue(null),
        Embeddings.usage(tokens.isNumber() ? tokens : usage.path("total_tokens")));
  }
}
