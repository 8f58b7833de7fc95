package io.tollgate.providers.embeddings;

import io.tollgate.providers.call.Answer;
import io.tollgate.providers.call.ClientReply;
import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.Exchange;
import io.tollgate.providers.call.Header;
import io.tollgate.providers.call.InvalidRequestException;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.call.Translator;
import io.tollgate.providers.call.UpstreamRequest;
import io.tollgate.providers.json.InvalidJsonException;
import io.tollgate.providers.wire.UnreadableReplyException;
import io.tollgate.providers.wire.UpstreamErrors;
import io.tollgate.providers.wire.UpstreamHeaders;
import io.tollgate.providers.wire.WholeExchange;
import io.tollgate.providers.wire.openai.OpenAiRequestEdit;
import io.tollgate.providers.wire.openai.OpenAiUrls;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Embeddings between two that speak OpenAI's format: bytes pass through, unless the provider does
 * not know the encoding that the client asked for.
 */
final class OpenAiEmbeddingPassThrough implements Translator {
  private static final OpenAiEmbeddingClient CLIENT = new OpenAiEmbeddingClient();

  @Override
  public UpstreamRequest request(ClientRequest request, Target target) {
    try {
      OpenAiEmbeddingClient.wantsBase64(request.body());
    } catch (InvalidJsonException e) {
      throw InvalidRequestException.of(e);
    }
    OpenAiRequestEdit changes = OpenAiRequestEdit.of(request, target);
    return new UpstreamRequest(
        OpenAiUrls.of(request.endpoint(), target),
        UpstreamHeaders.json(target),
        changes.body(),
        changes.dropped(),
        changes.adapted());
  }

  @Override
  public Exchange exchange(ClientRequest request, Target target) {
    return new WholeExchange((status, headers, body) -> answer(request, target, status, body));
  }

  private static Answer answer(ClientRequest request, Target target, int status, byte[] body) {
    JsonNode tree = VectorTree.read(body);
    if (tree.hasNonNull("error")) {
      return UpstreamErrors.read(status, tree);
    }
    Embeddings answer = OpenAiEmbeddingUpstream.read(tree);
    if (answer.vectors().isEmpty()) {
      throw new UnreadableReplyException("The answer holds no embedding");
    }
    boolean packed = answer.vectors().getFirst() instanceof Vector.Packed;
    String model = answer.model() == null ? target.model() : answer.model();
    boolean asAsked = packed == OpenAiEmbeddingClient.wantsBase64(request.body());
    return new ClientReply(
        status,
        List.of(Header.JSON),
        asAsked ? body : CLIENT.encode(answer, request, model),
        answer.usage(),
        answer.model(),
        null);
  }
}
