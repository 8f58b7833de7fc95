package io.tollgate.providers.rerank;

import io.tollgate.providers.call.Answer;
import io.tollgate.providers.call.ClientReply;
import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.Exchange;
import io.tollgate.providers.call.Header;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.call.Translator;
import io.tollgate.providers.call.UpstreamRequest;
import io.tollgate.providers.call.UsageReport;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.json.JsonEdit;
import io.tollgate.providers.wire.CohereUrls;
import io.tollgate.providers.wire.UnreadableReplyException;
import io.tollgate.providers.wire.UpstreamHeaders;
import io.tollgate.providers.wire.WholeExchange;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Ranking by Cohere for Cohere's clients: only the model's name changes. */
final class RerankPassThrough implements Translator {
  @Override
  public UpstreamRequest request(ClientRequest request, Target target) {
    JsonEdit edit = JsonEdit.of(request.body());
    if (!request.model().equals(target.model())) {
      edit.set("model", Json.quoted(target.model()));
    }
    return new UpstreamRequest(
        CohereUrls.of(target, request.endpoint().path()),
        UpstreamHeaders.json(target),
        edit.apply(),
        List.of(),
        List.of());
  }

  @Override
  public Exchange exchange(ClientRequest request, Target target) {
    return new WholeExchange((status, headers, body) -> answer(status, body));
  }

  private static Answer answer(int status, byte[] body) {
    JsonNode answer = Json.read(body);
    if (!answer.path("results").isArray()) {
      throw new UnreadableReplyException("The answer holds no results");
    }
    UsageReport usage = Ranking.searches(answer.path("meta").path("billed_units"));
    return new ClientReply(status, List.of(Header.JSON), body, usage, null, null);
  }
}
