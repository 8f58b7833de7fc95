package io.tollgate.providers.embeddings;

import io.tollgate.providers.call.Headers;
import io.tollgate.providers.call.InvalidRequestException;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.conversation.Notes;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.wire.PathSegment;
import java.net.URI;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Bedrock's InvokeModel, where every model family has a body of its own. */
final class BedrockEmbeddingUpstream implements EmbeddingUpstream {
  @Override
  public URI url(Target target) {
    return target.url("/model/" + PathSegment.encode(target.model()) + "/invoke");
  }

  @Override
  public JsonNode encode(EmbeddingRequest request, Target target, Notes notes) {
    // The model may be an inference profile or an ARN, with the family somewhere in it.
    if (target.model().contains("cohere.embed")) {
      return CohereEmbeddingUpstream.body(request, notes);
    }
    if (target.model().contains("titan-embed")) {
      return titan(request, notes);
    }
    throw InvalidRequestException.field(
        "model", "The configured Bedrock model is not known to embed text: " + target.model());
  }

  private static ObjectNode titan(EmbeddingRequest request, Notes notes) {
    ObjectNode body = Json.object().put("inputText", request.onlyText("The model"));
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
    if (answer.has("embedding")) {
      return new Embeddings(
          List.of(VectorTree.vector(answer.path("embedding"))),
          null,
          Embeddings.usage(answer.path("inputTextTokenCount")));
    }
    // Cohere's body says nothing of tokens here; Bedrock counts them in a header.
    String counted = headers.first("x-amzn-bedrock-input-token-count");
    JsonNode tokens =
        counted != null && counted.matches("\\d{1,12}")
            ? Json.object().numberNode(Long.parseLong(counted))
            : Json.object().missingNode();
    return new Embeddings(CohereEmbeddingUpstream.vectors(answer), null, Embeddings.usage(tokens));
  }
}
