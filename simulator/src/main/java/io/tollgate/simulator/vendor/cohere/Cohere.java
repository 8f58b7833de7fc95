package io.tollgate.simulator.vendor.cohere;

import io.tollgate.simulator.answer.InputTokens;
import io.tollgate.simulator.answer.Tokens;
import io.tollgate.simulator.fault.Directive;
import io.tollgate.simulator.fault.Directives;
import io.tollgate.simulator.vendor.Bill;
import io.tollgate.simulator.vendor.Call;
import io.tollgate.simulator.vendor.Frame;
import io.tollgate.simulator.vendor.Ids;
import io.tollgate.simulator.vendor.Json;
import io.tollgate.simulator.vendor.Reply;
import io.tollgate.simulator.vendor.Vendor;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code POST /v2/rerank}: a document is as relevant as the share of the query's words that it
 * holds.
 */
public final class Cohere implements Vendor {
  private static final String PATH = "/v2/rerank";
  private static final Map<String, String> JSON = Map.of("content-type", "application/json");

  /** Whether the path is one of Cohere's. */
  public static boolean serves(String path) {
    return path.equals(PATH);
  }

  @Override
  public String format() {
    return "cohere";
  }

  @Override
  public String model(Call call) {
    return body(call).path("model").asString("");
  }

  @Override
  public Reply reply(Call call, Directives directives) {
    if (call.bearer().isEmpty() || call.bearer().startsWith("invalid")) {
      return error(401, "invalid api token");
    }
    if (directives.has(Directive.STATUS)) {
      return error(directives.number(Directive.STATUS).orElseThrow(), "simulated refusal");
    }
    JsonNode body = body(call);
    if (!body.path("query").isString() || !body.path("documents").isArray()) {
      return error(400, "invalid request: query and documents are required");
    }
    return ranking(Directives.modelName(model(call)), body);
  }

  private static Reply ranking(String model, JsonNode body) {
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
        JSON, Json.bytes(reply), new Bill("rerank", model, false, Tokens.ofInput(tokens.total())));
  }

  private static double relevance(Set<String> query, String document) {
    Set<String> shared = words(document);
    shared.retainAll(query);
    return (double) shared.size() / query.size();
  }

  private static Set<String> words(String text) {
    return new HashSet<>(Arrays.asList(text.toLowerCase(Locale.ROOT).strip().split("\\s+")));
  }

  private static JsonNode body(Call call) {
    try {
      return call.json();
    } catch (JacksonException malformed) {
      return Json.object();
    }
  }

  private static Reply error(int status, String message) {
    ObjectNode body = Json.object().put("id", Ids.next("")).put("message", message);
    return Reply.free(status, JSON, Json.bytes(body));
  }

  /** Its answers come in one piece. */
  @Override
  public Frame streamError() {
    return Frame.of("");
  }
}
