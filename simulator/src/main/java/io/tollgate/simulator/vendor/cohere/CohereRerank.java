package io.tollgate.simulator.vendor.cohere;

import io.tollgate.simulator.answer.InputTokens;
import io.tollgate.simulator.answer.Tokens;
import io.tollgate.simulator.vendor.Bill;
import io.tollgate.simulator.vendor.Ids;
import io.tollgate.simulator.vendor.Json;
import io.tollgate.simulator.vendor.Reply;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code POST /v2/rerank}: a document is as relevant as the share of the query's words that it
 * holds.
 */
final class CohereRerank {
  private CohereRerank() {}

  static Reply reply(String model, JsonNode body) {
    if (!body.path("query").isString() || !body.path("documents").isArray()) {
      throw CohereErrors.invalid("invalid request: query and documents are required");
    }
    Set<String> query = words(body.path("query").asString());
    List<String> documents =
        body.path("documents").values().stream().map(document -> document.asString("")).toList();
    var tokens = new InputTokens();
    documents.forEach(tokens::text);
    ObjectNode reply = Json.object().put("id", Ids.next(""));
    ArrayNode results = reply.putArray("results");
    IntStream.range(0, documents.size())
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> -relevance(query, documents.get(i))))
        .limit(body.path("top_n").asInt(documents.size()))
        .forEach(i ->
            results
                .addObject()
                .put("index", i)
                .put("relevance_score", relevance(query, documents.get(i))));
    ObjectNode meta = reply.putObject("meta");
    meta.putObject("api_version").put("version", "2");
    meta.putObject("billed_units").put("search_units", 1);
    return Reply.whole(
        CohereErrors.JSON,
        Json.bytes(reply),
        new Bill("rerank", model, false, Tokens.ofInput(tokens.total())));
  }

  private static double relevance(Set<String> query, String document) {
    Set<String> shared = words(document);
    shared.retainAll(query);
    return (double) shared.size() / query.size();
  }

  private static Set<String> words(String text) {
    return new HashSet<>(Arrays.asList(text.toLowerCase(Locale.ROOT).strip().split("\\s+")));
  }
}
