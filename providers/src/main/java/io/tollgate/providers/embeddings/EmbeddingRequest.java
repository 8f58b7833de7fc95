package io.tollgate.providers.embeddings;

import io.tollgate.providers.call.InvalidRequestException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be embedded, in the words of no particular format.
 *
 * @param texts one embedding each
 * @param field the client's field that holds them
 * @param dimensions null for the model's own
 * @param purpose null if the client named none
 */
record EmbeddingRequest(
    List<String> texts, String field, @Nullable Integer dimensions, @Nullable Purpose purpose) {
  EmbeddingRequest {
    texts = List.copyOf(texts);
  }

  /** For targets that embed one text per call. */
  String onlyText(String target) {
    if (texts.size() > 1) {
      throw InvalidRequestException.field(
          field, target + " embeds one text per request, '" + field + "' holds " + texts.size());
    }
    return texts.getFirst();
  }
}
