package io.tollgate.simulator.vendor.bedrock;

import io.tollgate.simulator.answer.InputTokens;
import io.tollgate.simulator.answer.Tokens;
import io.tollgate.simulator.vendor.Bill;
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

/** Rerank: a document is as relevant as the share of the query's words that it holds. */
final class BedrockRanking {
  private BedrockRanking() {}

  static Reply reply(JsonNode body) {
    JsonNode configuration =
        body.path("rerankingConfiguration").path("bedrockRerankingConfiguration");
    String model = configuration.path("modelConfiguration").path("modelArn").asString("");
    if (!model.startsWith("arn:") || body.path("sources").isEmpty()) {
      throw BedrockErrors.invalid("A model's ARN and sources are required.");
    }
    Set<String> query =
        words(body.path("queries").path(0).path("textQuery").path("text").asString(""));
    List<String> documents =
        body.path("sources").values().stream().map(BedrockRanking::document).toList();
    var tokens = new InputTokens();
    documents.forEach(tokens::text);
    ObjectNode answer = Json.object();
    ArrayNode results = answer.putArray("results");
    IntStream.range(0, documents.size())
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> -relevance(query, documents.get(i))))
        .limit(configuration.path("numberOfResults").asInt(documents.size()))
        .forEach(i ->
            results
                .addObject()
                .put("index", i)
                .put("relevanceScore", relevance(query, documents.get(i))));
    return Reply.whole(
        BedrockErrors.headers("application/json"),
        Json.bytes(answer),
        new Bill("rerank", model, false, Tokens.ofInput(tokens.total())));
  }

  private static String document(JsonNode source) {
    JsonNode inline = source.path("inlineDocumentSource");
    JsonNode text = inline.path("textDocument").path("text");
    return text.isString() ? text.asString() : inline.path("jsonDocument").toString();
  }

  private static double relevance(Set<String> query, String document) {
    Set<String> shared = words(document);
    shared.retainAll(query);
    return (double) shared.size() / query.size();
  }

  private static Set<String> words(String text) {
    return new HashSet<>(Arrays.asList(text.toLowerCase(Locale.ROOT).strip().split("\\s+", -1)));
  }
}
