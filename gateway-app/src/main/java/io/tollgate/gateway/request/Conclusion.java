package io.tollgate.gateway.request;

import io.tollgate.domain.ledger.LedgerEntry.Outcome;
import io.tollgate.gateway.errors.GatewayFailure;
import io.tollgate.gateway.request.Reached.Admitted;
import io.tollgate.gateway.upstream.CallObserver.StreamEnd;
import io.tollgate.providers.call.Answer;
import io.tollgate.providers.call.ClientReply;
import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.Header;
import io.tollgate.providers.call.ResponseStream;
import io.tollgate.providers.call.UpstreamFailure;
import io.tollgate.providers.counting.TokenCounts;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/** How an admitted request ends: what it consumed is booked, and its client has a reply. */
final class Conclusion {

  private static final Logger log = LoggerFactory.getLogger(Conclusion.class);

  private final Dispatcher parts;
  private final Admitted admitted;
  private final Booking booking;
  private final MonoSink<Reply> client;

  Conclusion(Dispatcher parts, Admitted admitted, Booking booking, MonoSink<Reply> client) {
    this.parts = parts;
    this.admitted = admitted;
    this.booking = booking;
    this.client = client;
  }

  /** With an answer in one piece. */
  void completed(ClientReply reply) {
    booking.answered();
    booking.attempted(reply.status(), null);
    booking.withoutPlace(reply.dropped());
    var usage = Consumption.ofWhole(admitted, reply);
    booking.settle(
        Outcome.COMPLETED,
        reply.status(),
        null,
        reply.finishReason(),
        usage,
        reply.responseModel());
    kept(reply.body())
        .subscribe(
            body -> client.success(Reply.Whole.of(reply.status(), headers(reply.headers()), body)));
  }

  /** Where the turn is kept, the client has its answer once that is done: it may go on at once. */
  private Mono<byte[]> kept(byte[] body) {
    var turn = admitted.turn();
    return turn == null ? Mono.just(body) : turn.answered(body);
  }

  /**
   * With about how many tokens the request has, for a provider that counts none before it answers.
   */
  void estimated(ClientRequest request) {
    var tokens = parts.estimates.prompt(admitted.model().model().id(), TokenCounts.size(request));
    var headers = new ArrayList<>(admitted.reservation().headers());
    headers.add(Header.JSON);
    headers.add(new Header("x-tollgate-estimated", "input_tokens"));
    booking.explain("estimated", "the model's provider counts no tokens ahead of an answer");
    booking.settle(Outcome.COMPLETED, 200, null, null, Consumption.NOTHING, null);
    client.success(Reply.Whole.of(200, headers, TokenCounts.body(request.endpoint(), tokens)));
  }

  /** With a stream, which has begun. */
  void streaming(ResponseStream stream, Publisher<byte[]> bytes) {
    booking.answered();
    booking.firstToken();
    // What comes later stands in the explanation only: the headers have gone by then.
    booking.withoutPlace(stream.dropped());
    var turn = admitted.turn();
    var pieces = turn == null ? bytes : turn.completed(bytes);
    client.success(new Reply.Streamed(200, headers(stream.headers()), pieces));
  }

  /** With a stream, which is over. */
  void streamed(ResponseStream stream, StreamEnd end) {
    var broken = stream.failure().orElse(null);
    booking.withoutPlace(stream.dropped());
    switch (end) {
      case COMPLETE -> {
        booking.attempted(200, null);
        settle(stream, Outcome.COMPLETED, null, whole(stream));
      }
      case BROKEN -> {
        booking.attempted(200, broken);
        var code = broken == null ? "upstream_error" : broken.toClientError().code();
        settle(stream, Outcome.FAILED, code, part(stream));
      }
      case CLIENT_LEFT -> {
        booking.attempted(200, null);
        boolean whole = stream.state() == ResponseStream.State.COMPLETE;
        var usage = whole ? whole(stream) : part(stream);
        settle(stream, Outcome.CANCELLED, "client_closed", usage);
      }
    }
    var turn = admitted.turn();
    if (turn != null) {
      turn.streamed(stream);
    }
  }

  private void settle(
      ResponseStream stream, Outcome outcome, @Nullable String code, Consumption usage) {
    booking.settle(outcome, 200, code, stream.finishReason(), usage, stream.responseModel());
  }

  private Consumption whole(ResponseStream stream) {
    return Consumption.ofWhole(admitted, stream.usage(), stream.contentBytes());
  }

  private Consumption part(ResponseStream stream) {
    return Consumption.ofPart(admitted, stream.usage(), stream.contentBytes());
  }

  /**
   * Without a client: it left while the call was under way.
   *
   * @param answer what was received after that; null when it was given up
   */
  void abandoned(@Nullable Answer answer, boolean sent) {
    switch (answer) {
      case ClientReply reply -> {
        booking.attempted(reply.status(), null);
        left(Consumption.ofWhole(admitted, reply));
        kept(reply.body()).subscribe();
      }
      case UpstreamFailure failed -> {
        booking.attempted(failed.status(), failed);
        left(sent ? Consumption.ofFailure(admitted, failed) : Consumption.NOTHING);
      }
      case null -> {
        booking.attempted(0, null);
        left(sent ? Consumption.ofSilence(admitted) : Consumption.NOTHING);
      }
    }
  }

  /** Without a client: it left before anything was called. */
  void left() {
    left(Consumption.NOTHING);
  }

  private void left(Consumption usage) {
    booking.settle(Outcome.CANCELLED, Failures.CLIENT_CLOSED, "client_closed", null, usage, null);
  }

  /** With a provider's failure, after which the request may not be sent again. */
  void failed(UpstreamFailure failed) {
    end(new GatewayFailure.Upstream(failed), Consumption.ofFailure(admitted, failed));
  }

  /** With a failure before which nothing was consumed. */
  void refused(GatewayFailure reason) {
    end(reason, Consumption.NOTHING);
  }

  /** With a fault of ours; what cannot be booked either is in the log. */
  void collapsed(Throwable fault, boolean sent) {
    log.error("Request {} failed", admitted.received().id(), fault);
    try {
      end(
          new GatewayFailure.Internal(),
          sent ? Consumption.ofSilence(admitted) : Consumption.NOTHING);
    } catch (RuntimeException again) {
      log.error("Request {} could not be booked", admitted.received().id(), again);
    }
  }

  /** The client gets its answer even where it cannot be booked. */
  private void end(GatewayFailure reason, Consumption usage) {
    var reply = parts.failures.render(admitted.received(), reason);
    var outcome = reason.refused() ? Outcome.REFUSED : Outcome.FAILED;
    try {
      booking.settle(outcome, reply.status(), reason.code(), null, usage, null);
    } finally {
      client.success(reply);
    }
  }

  private List<Header> headers(List<Header> ofReply) {
    var headers = new ArrayList<>(ofReply);
    headers.addAll(admitted.reservation().headers());
    var dropped = booking.dropped();
    if (!dropped.isEmpty()) {
      headers.add(new Header("x-tollgate-dropped", String.join(", ", dropped)));
    }
    return headers;
  }
}
