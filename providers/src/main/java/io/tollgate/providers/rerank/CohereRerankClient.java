package io.tollgate.providers.rerank;

import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.Endpoint;
import io.tollgate.providers.conversation.Notes;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.json.JsonAt;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code POST /v2/rerank} and its older form, which can show documents again. */
final class CohereRerankClient {
  private CohereRerankClient() {}

  static RerankRequest decode(ClientRequest request, Notes notes) {
    JsonAt body = JsonAt.root(request.body().tree());
    for (JsonAt field : body.fields()) {
      switch (field.path()) {
        case "model",
            "query",
            "documents",
            "top_n",
            "top_k",
            "return_documents",
            "max_tokens_per_doc" -> {}
        default -> notes.dropped(field.path());
      }
    }
    return new RerankRequest(
        body.get("query").string(),
        documents(body.get("documents")),
        topN(body),
        body.get("return_documents").flag(),
        positive(body.get("max_tokens_per_doc")));
  }

  private static List<JsonNode> documents(JsonAt documents) {
    List<JsonNode> read = new ArrayList<>();
    for (JsonAt document : documents.items()) {
      if (!document.isString() && !document.node().isObject()) {
        throw document.mismatch("a text");
      }
      read.add(document.node());
    }
    if (read.isEmpty()) {
      throw documents.mismatch("a list of documents");
    }
    return read;
  }

  /** Clients of Voyage say {@code top_k}. */
  private static @Nullable Integer topN(JsonAt body) {
    Integer topN = positive(body.get("top_n"));
    return topN == null ? positive(body.get("top_k")) : topN;
  }

  private static @Nullable Integer positive(JsonAt number) {
    if (!number.present()) {
      return null;
    }
    if (!number.node().canConvertToInt() || number.node().asInt() < 1) {
      throw number.mismatch("a whole number above 0");
    }
    return number.node().asInt();
  }

  static byte[] encode(Ranking ranking, RerankRequest wanted, ClientRequest request) {
    ObjectNode body = Json.object();
    body.put("id", ranking.id() == null ? request.seed() : ranking.id());
    var results = body.putArray("results");
    for (Ranking.Result result : ranking.best(wanted)) {
      ObjectNode shown = results.addObject();
      shown.put("index", result.index());
      shown.put("relevance_score", result.score());
      if (wanted.returnDocuments()) {
        shown.set("document", document(wanted.documents().get(result.index())));
      }
    }
    ObjectNode meta = body.putObject("meta");
    boolean older = request.endpoint() == Endpoint.RERANK_DOCUMENTS_V1;
    meta.putObject("api_version").put("version", older ? "1" : "2");
    if (ranking.usage().reported()) {
      meta.putObject("tokens").put("input_tokens", ranking.usage().usage().totalInput());
    }
    return Json.bytes(body);
  }

  private static JsonNode document(JsonNode document) {
    return document.isObject() ? document : Json.object().set("text", document);
  }
}
