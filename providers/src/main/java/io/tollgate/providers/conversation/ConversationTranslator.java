package io.tollgate.providers.conversation;

import io.tollgate.providers.call.Answer;
import io.tollgate.providers.call.ClientReply;
import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.Exchange;
import io.tollgate.providers.call.FinishReason;
import io.tollgate.providers.call.Header;
import io.tollgate.providers.call.InvalidRequestException;
import io.tollgate.providers.call.ResponseStream;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.call.Translator;
import io.tollgate.providers.call.UpstreamFailure;
import io.tollgate.providers.call.UpstreamRequest;
import io.tollgate.providers.json.InvalidJsonException;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.wire.FramedStream;
import io.tollgate.providers.wire.StreamableExchange;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A client's format and a provider's, with the neutral conversation between them. */
public record ConversationTranslator(ClientFormat client, UpstreamFormat upstream)
    implements Translator {
  @Override
  public UpstreamRequest request(ClientRequest request, Target target) {
    Notes notes = new Notes(target.strict());
    try {
      Conversation asked = client.decode(request, notes);
      notes.named(client::ownName);
      return encode(asked, request, target, notes);
    } catch (InvalidJsonException e) {
      throw InvalidRequestException.of(e);
    }
  }

  /** What a provider cannot do is told in the client's words. */
  private UpstreamRequest encode(
      Conversation asked, ClientRequest request, Target target, Notes notes) {
    try {
      ConversationRules.check(asked, notes);
      Conversation own = OwnState.of(asked, target, notes);
      Conversation conversation =
          RemoteMedia.inlined(own, request.media(), upstream, target, notes);
      Conversation named = upstream.toolNames().carried(conversation, notes);
      return upstream.encode(named, request, target, notes);
    } catch (InvalidRequestException refused) {
      String field = refused.field();
      throw field == null ? refused : refused.about(client.ownName(field));
    }
  }

  @Override
  public Exchange exchange(ClientRequest request, Target target) {
    return new StreamableExchange(
        (status, headers, body) -> read(request, target, body), () -> stream(request, target));
  }

  private Answer read(ClientRequest request, Target target, byte[] body) {
    AnswerFold fold = new AnswerFold();
    Set<String> dropped = new LinkedHashSet<>();
    var called = new CalledTools(upstream.toolNames(), client, request, fold);
    var placed = new NoPlace(client, dropped::add, called);
    upstream.decode(
        Json.read(body), new Identities(request.seed(), OwnState.signed(target, placed)));
    UpstreamFailure failure = fold.failure();
    return failure != null ? failure : reply(request, fold.answer(), List.copyOf(dropped));
  }

  private ClientReply reply(ClientRequest request, WholeAnswer answer, List<String> dropped) {
    return new ClientReply(
        200,
        List.of(Header.JSON),
        client.encode(answer, request),
        answer.usage(),
        answer.model().isEmpty() ? null : answer.model(),
        finishReason(answer),
        dropped);
  }

  private static @Nullable FinishReason finishReason(WholeAnswer answer) {
    return answer.choices().isEmpty() ? null : answer.choices().getFirst().reason();
  }

  private ResponseStream stream(ClientRequest request, Target target) {
    boolean events = request.eventStream();
    return new FramedStream(
        upstream::framing,
        new TranslatedStream(upstream, client, request, next -> OwnState.signed(target, next)),
        List.of(events ? Header.EVENT_STREAM : Header.JSON));
  }
}
