package io.tollgate.providers.embeddings;

import io.tollgate.providers.call.Answer;
import io.tollgate.providers.call.ClientReply;
import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.Exchange;
import io.tollgate.providers.call.Header;
import io.tollgate.providers.call.Headers;
import io.tollgate.providers.call.InvalidRequestException;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.call.Translator;
import io.tollgate.providers.call.UpstreamRequest;
import io.tollgate.providers.conversation.Notes;
import io.tollgate.providers.json.InvalidJsonException;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.wire.UnreadableReplyException;
import io.tollgate.providers.wire.UpstreamHeaders;
import io.tollgate.providers.wire.WholeExchange;
import java.util.List;

/** Embeddings between two formats that differ. */
record EmbeddingTranslator(EmbeddingClient client, EmbeddingUpstream upstream)
    implements Translator {
  @Override
  public UpstreamRequest request(ClientRequest request, Target target) {
    Notes notes = new Notes(target.strict());
    try {
      EmbeddingRequest wanted = client.decode(request, notes);
      byte[] body = Json.bytes(upstream.encode(wanted, target, notes));
      return new UpstreamRequest(
          upstream.url(target),
          UpstreamHeaders.json(target),
          body,
          notes.dropped(),
          notes.adapted());
    } catch (InvalidJsonException e) {
      throw InvalidRequestException.of(e);
    }
  }

  @Override
  public Exchange exchange(ClientRequest request, Target target) {
    return new WholeExchange((status, headers, body) -> answer(request, target, headers, body));
  }

  private Answer answer(ClientRequest request, Target target, Headers headers, byte[] body) {
    Embeddings answer = upstream.decode(VectorTree.read(body), headers);
    if (answer.vectors().isEmpty()) {
      throw new UnreadableReplyException("The answer holds no embedding");
    }
    String model = answer.model() == null ? target.model() : answer.model();
    return new ClientReply(
        200,
        List.of(Header.JSON),
        client.encode(answer, request, model),
        answer.usage(),
        answer.model(),
        null);
  }
}
