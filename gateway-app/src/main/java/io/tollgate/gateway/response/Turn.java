package io.tollgate.gateway.response;

import io.tollgate.domain.response.ResponseOwner;
import io.tollgate.providers.call.Answer;
import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.Exchange;
import io.tollgate.providers.call.Headers;
import io.tollgate.providers.call.ResponseStream;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.wire.responses.TurnAnswer;
import io.tollgate.providers.wire.responses.TurnMarks;
import io.tollgate.providers.wire.responses.TurnStream;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import tools.jackson.databind.JsonNode;

/**
 * The turn that a request adds to a conversation. Its answer is kept before the client gets to see
 * the end of it, and whether or not the client is still there. An answer that cannot be kept is
 * sent all the same, since it is paid for; its {@code store} then says false.
 */
public final class Turn {

  private final ResponseStore store;
  private final UUID id;
  private final ResponseOwner owner;
  private final @Nullable UUID previous;
  private final ClientRequest asked;
  private final int days;
  private final TurnMarks marks;
  private final Sinks.One<byte[]> lastEvent = Sinks.one();

  /**
   * A turn.
   *
   * @param asked the request as the client sent it, with this turn's input alone
   * @param days for how many days it is kept; 0 for a turn that is not kept itself
   */
  public Turn(
      ResponseStore store,
      UUID id,
      ResponseOwner owner,
      @Nullable UUID previous,
      ClientRequest asked,
      int days) {
    this.store = store;
    this.id = id;
    this.owner = owner;
    this.previous = previous;
    this.asked = asked;
    this.days = days;
    this.marks =
        new TurnMarks(ResponseIds.text(id), previous == null ? null : ResponseIds.text(previous));
  }

  /** The way back of an attempt, on which a stream's end is held back. */
  public Exchange watched(Exchange exchange) {
    return new Exchange() {
      @Override
      public Answer answer(int status, Headers headers, byte[] body) {
        return exchange.answer(status, headers, body);
      }

      @Override
      public ResponseStream stream(Headers headers) {
        return new TurnStream(exchange.stream(headers), marks, days > 0);
      }
    };
  }

  /** Keeps a whole answer; gives the answer as the client gets it, and never fails. */
  public Mono<byte[]> answered(byte[] body) {
    return keep(Json.read(body)).map(kept -> TurnAnswer.shown(body, marks, kept));
  }

  /** A stream to the client, with the end that was held back. */
  public Publisher<byte[]> completed(Publisher<byte[]> pieces) {
    return Flux.from(pieces).concatWith(lastEvent.asMono());
  }

  /** A stream has ended: what is whole is kept, and then the client gets its end. */
  public void streamed(ResponseStream ended) {
    if (ended instanceof TurnStream stream && stream.state() == ResponseStream.State.COMPLETE) {
      keep(stream.response())
          .map(stream::lastEvent)
          .subscribe(lastEvent::tryEmitValue, lastEvent::tryEmitError);
    } else {
      lastEvent.tryEmitEmpty();
    }
  }

  private Mono<Boolean> keep(@Nullable JsonNode response) {
    var turn = days > 0 ? TurnAnswer.kept(asked, response, marks) : null;
    return turn == null ? Mono.just(false) : store.keep(id, owner, previous, days, turn);
  }
}
