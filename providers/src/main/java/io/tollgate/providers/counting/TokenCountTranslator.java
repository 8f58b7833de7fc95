package io.tollgate.providers.counting;

import io.tollgate.providers.call.Answer;
import io.tollgate.providers.call.ClientReply;
import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.Exchange;
import io.tollgate.providers.call.Header;
import io.tollgate.providers.call.InvalidRequestException;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.call.Translator;
import io.tollgate.providers.call.UpstreamRequest;
import io.tollgate.providers.call.UsageReport;
import io.tollgate.providers.conversation.Notes;
import io.tollgate.providers.conversation.OwnState;
import io.tollgate.providers.conversation.RemoteMedia;
import io.tollgate.providers.conversation.UpstreamFormat;
import io.tollgate.providers.json.InvalidJsonException;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.wire.UpstreamErrors;
import io.tollgate.providers.wire.UpstreamHeaders;
import io.tollgate.providers.wire.WholeExchange;
import java.util.List;

/** Has a provider count what a client of another format is about to send. */
public record TokenCountTranslator(UpstreamFormat upstream, TokenCounter counter)
    implements Translator {
  @Override
  public UpstreamRequest request(ClientRequest request, Target target) {
    Notes notes = new Notes(target.strict());
    try {
      var asked = TokenCounts.format(request.endpoint()).decode(request, notes);
      var own = OwnState.of(asked, target, notes);
      var whole = RemoteMedia.inlined(own, request.media(), upstream, target, notes);
      var conversation = upstream.toolNames().carried(whole, notes);
      return new UpstreamRequest(
          counter.url(target),
          UpstreamHeaders.json(target, counter.headers(target)),
          counter.encode(conversation, target, notes),
          notes.dropped(),
          // Nothing is answered, so that nobody sees a difference.
          List.of());
    } catch (InvalidJsonException e) {
      throw InvalidRequestException.of(e);
    }
  }

  @Override
  public Exchange exchange(ClientRequest request, Target target) {
    return new WholeExchange((status, headers, body) -> {
      long tokens = counter.read(Json.read(body));
      return tokens < 0 ? UpstreamErrors.unreadable(status, body) : reply(request, tokens);
    });
  }

  /** Counting costs nothing, so that there is no usage to report. */
  private static Answer reply(ClientRequest request, long tokens) {
    byte[] body = TokenCounts.body(request.endpoint(), tokens);
    return new ClientReply(200, List.of(Header.JSON), body, UsageReport.ABSENT, null, null);
  }
}
