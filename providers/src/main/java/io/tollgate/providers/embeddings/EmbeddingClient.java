package io.tollgate.providers.embeddings;

import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.conversation.Notes;

/** The client's side: requests come in, answers go out. */
interface EmbeddingClient {
  /**
   * Throws {@code InvalidRequestException} or {@code InvalidJsonException} naming what is wrong.
   */
  EmbeddingRequest decode(ClientRequest request, Notes notes);

  /**
   * Writes an answer.
   *
   * @param model what to call the model where the format has a place for it
   */
  byte[] encode(Embeddings answer, ClientRequest request, String model);
}
