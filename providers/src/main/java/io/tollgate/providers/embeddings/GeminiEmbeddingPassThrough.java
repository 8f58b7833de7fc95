package io.tollgate.providers.embeddings;

import io.tollgate.providers.call.Answer;
import io.tollgate.providers.call.ClientReply;
import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.Exchange;
import io.tollgate.providers.call.Header;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.call.Translator;
import io.tollgate.providers.call.UpstreamRequest;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.json.JsonEdit;
import io.tollgate.providers.wire.UnreadableReplyException;
import io.tollgate.providers.wire.UpstreamHeaders;
import io.tollgate.providers.wire.WholeExchange;
import io.tollgate.providers.wire.gemini.GeminiUrls;
import java.util.List;

/** Embeddings between two that speak Gemini's format: only the model's name changes. */
final class GeminiEmbeddingPassThrough implements Translator {
  @Override
  public UpstreamRequest request(ClientRequest request, Target target) {
    JsonEdit edit = JsonEdit.of(request.body());
    String asked = GeminiModels.resource(request.model());
    String sent = GeminiModels.resource(target.model());
    if (!asked.equals(sent)) {
      if (request.body().has("model")) {
        edit.set("model", Json.quoted(sent));
      }
      edit.replaceInside("requests", "model", asked, sent);
    }
    return new UpstreamRequest(
        GeminiUrls.of(target, request.endpoint().path()),
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
    Embeddings answer = GeminiEmbeddingUpstream.read(VectorTree.read(body));
    if (answer.vectors().isEmpty()) {
      throw new UnreadableReplyException("The answer holds no embedding");
    }
    return new ClientReply(status, List.of(Header.JSON), body, answer.usage(), null, null);
  }
}
