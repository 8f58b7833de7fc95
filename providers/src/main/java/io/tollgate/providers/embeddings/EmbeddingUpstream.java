package io.tollgate.providers.embeddings;

import io.tollgate.providers.call.Headers;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.conversation.Notes;
import java.net.URI;
import tools.jackson.databind.JsonNode;

/** The provider's side: requests go out, answers come in. */
interface EmbeddingUpstream {
  URI url(Target target);

  /** The body; throws {@code InvalidRequestException} for what the target cannot do. */
  JsonNode encode(EmbeddingRequest request, Target target, Notes notes);

  /** Reads an answer, given as a {@link VectorTree}. */
  Embeddings decode(JsonNode answer, Headers headers);
}
