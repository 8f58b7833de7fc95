package io.tollgate.providers.rerank;

import io.tollgate.providers.aws.AwsRegion;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.call.UsageReport;
import io.tollgate.providers.conversation.Notes;
import io.tollgate.providers.json.Json;
import java.net.URI;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Bedrock's Rerank, which lives beside the runtime on a host of its own. */
final class BedrockRerankUpstream implements RerankUpstream {
  @Override
  public URI url(Target target) {
    String url = target.url("/rerank").toString();
    return URI.create(url.replaceFirst("://bedrock-runtime\\.", "://bedrock-agent-runtime."));
  }

  @Override
  public JsonNode encode(RerankRequest request, Target target, Notes notes) {
    ObjectNode body = Json.object();
    text(body.putArray("queries").addObject(), "textQuery", request.query());
    ArrayNode sources = body.putArray("sources");
    for (JsonNode document : request.documents()) {
      ObjectNode source = sources.addObject().put("type", "INLINE");
      inline(source.putObject("inlineDocumentSource"), document);
    }
    ObjectNode configuration =
        body.putObject("rerankingConfiguration").put("type", "BEDROCK_RERANKING_MODEL");
    ObjectNode own = configuration.putObject("bedrockRerankingConfiguration");
    own.putObject("modelConfiguration").put("modelArn", arn(target));
    if (request.topN() != null) {
      own.put("numberOfResults", request.topN());
    }
    if (request.maxTokensPerDocument() != null) {
      notes.dropped("max_tokens_per_doc");
    }
    return body;
  }

  private static void inline(ObjectNode source, JsonNode document) {
    if (document.isString()) {
      text(source, "textDocument", document.stringValue());
    } else {
      source.put("type", "JSON").set("jsonDocument", document);
    }
  }

  private static void text(ObjectNode holder, String field, String text) {
    holder.put("type", "TEXT").putObject(field).put("text", text);
  }

  private static String arn(Target target) {
    String model = target.model();
    return model.startsWith("arn:")
        ? model
        : "arn:aws:bedrock:" + AwsRegion.of(target) + "::foundation-model/" + model;
  }

  @Override
  public Ranking decode(JsonNode answer) {
    return new Ranking(
        Ranking.results(answer.path("results"), "relevanceScore"), null, null, UsageReport.ABSENT);
  }
}
