package io.tollgate.providers.rerank;

import io.tollgate.domain.usage.Usage;
import io.tollgate.providers.call.UsageReport;
import io.tollgate.providers.wire.UnreadableReplyException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A provider's answer.
 *
 * @param results the most relevant first
 * @param model the model that the provider says it used
 */
record Ranking(
    List<Result> results, @Nullable String id, @Nullable String model, UsageReport usage) {
  /**
   * One document's place.
   *
   * @param index its position in the request
   * @param score with the provider's digits
   */
  record Result(int index, BigDecimal score) {}

  Ranking {
    results = List.copyOf(results);
  }

  /** Reads results, whatever their score's field is called. */
  static List<Result> results(JsonNode array, String scoreField) {
    if (!array.isArray()) {
      throw new UnreadableReplyException("The answer holds no results");
    }
    List<Result> results = new ArrayList<>(array.size());
    for (JsonNode result : array.values()) {
      JsonNode index = result.path("index");
      JsonNode score = result.path(scoreField);
      if (!index.isIntegralNumber() || !score.isNumber()) {
        throw new UnreadableReplyException("A result lacks its index or its score");
      }
      results.add(new Result(index.intValue(), score.decimalValue()));
    }
    return results;
  }

  /** Tokens of the input, which is all that ranking consumes. */
  static UsageReport usage(JsonNode usage) {
    JsonNode total = usage.path("total_tokens");
    return total.isNumber()
        ? UsageReport.of(Usage.of(Math.max(0, total.asLong()), 0))
        : UsageReport.ABSENT;
  }

  /** Searches, which is what Cohere counts instead of tokens. */
  static UsageReport searches(JsonNode billed) {
    JsonNode units = billed.path("search_units");
    return units.isNumber()
        ? UsageReport.of(Usage.ofSearchUnits(Math.max(0, units.asLong())))
        : UsageReport.ABSENT;
  }

  /** The results as promised to clients: sorted, and no more than were asked for. */
  List<Result> best(RerankRequest request) {
    for (Result result : results) {
      if (result.index < 0 || result.index >= request.documents().size()) {
        throw new UnreadableReplyException("A result points to document " + result.index);
      }
    }
    Integer topN = request.topN();
    return results.stream()
        .sorted(Comparator.comparing(Result::score).reversed())
        .limit(topN == null ? Long.MAX_VALUE : topN)
        .toList();
  }
}
