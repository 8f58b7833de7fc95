package io.tollgate.providers.rerank;

import io.tollgate.providers.call.Answer;
import io.tollgate.providers.call.ClientReply;
import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.Exchange;
import io.tollgate.providers.call.Header;
import io.tollgate.providers.call.InvalidRequestException;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.call.Translator;
import io.tollgate.providers.call.UpstreamRequest;
import io.tollgate.providers.conversation.Notes;
import io.tollgate.providers.json.InvalidJsonException;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.wire.UpstreamHeaders;
import io.tollgate.providers.wire.WholeExchange;
import java.util.List;

/** Ranking between Cohere's client form and a format that differs. */
record RerankTranslator(RerankUpstream upstream) implements Translator {
  @Override
  public UpstreamRequest request(ClientRequest request, Target target) {
    Notes notes = new Notes(target.strict());
    try {
      RerankRequest wanted = CohereRerankClient.decode(request, notes);
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
    return new WholeExchange((status, headers, body) -> answer(request, body));
  }

  private Answer answer(ClientRequest request, byte[] body) {
    Ranking ranking = upstream.decode(Json.read(body));
    // What cannot be carried was refused or noted when the request was sent.
    RerankRequest wanted = CohereRerankClient.decode(request, new Notes(false));
    return new ClientReply(
        200,
        List.of(Header.JSON),
        CohereRerankClient.encode(ranking, wanted, request),
        ranking.usage(),
        ranking.model(),
        null);
  }
}
