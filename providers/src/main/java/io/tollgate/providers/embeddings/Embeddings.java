package io.tollgate.providers.embeddings;

import io.tollgate.domain.usage.Usage;
import io.tollgate.providers.call.UsageReport;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A provider's answer.
 *
 * @param vectors in the order of the request's texts
 * @param model the model that the provider says it used
 */
record Embeddings(List<Vector> vectors, @Nullable String model, UsageReport usage) {
  Embeddings {
    vectors = List.copyOf(vectors);
  }

  /** Tokens of the input, which is all that embedding consumes. */
  static UsageReport usage(JsonNode tokens) {
    return tokens.isNumber()
        ? UsageReport.of(Usage.of(Math.max(0, tokens.asLong()), 0))
        : UsageReport.ABSENT;
  }
}
