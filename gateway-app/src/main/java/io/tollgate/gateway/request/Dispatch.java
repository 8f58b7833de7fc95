package io.tollgate.gateway.request;

import io.tollgate.domain.ledger.LedgerEntry.Outcome;
import io.tollgate.gateway.errors.GatewayException;
import io.tollgate.gateway.errors.GatewayFailure;
import io.tollgate.gateway.media.MediaBusyException;
import io.tollgate.gateway.media.MediaRefusedException;
import io.tollgate.gateway.request.Reached.Admitted;
import io.tollgate.gateway.upstream.CallObserver;
import io.tollgate.gateway.upstream.CallRequest;
import io.tollgate.gateway.upstream.UpstreamCall;
import io.tollgate.providers.call.Answer;
import io.tollgate.providers.call.ClientReply;
import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.Header;
import io.tollgate.providers.call.InvalidRequestException;
import io.tollgate.providers.call.MediaNeededException;
import io.tollgate.providers.call.ResponseStream;
import io.tollgate.providers.call.UpstreamFailure;
import io.tollgate.providers.counting.TokenCounts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * One admitted request on its way through its deployments: called one after the other until one
 * answers, and settled once, however it ends.
 */
final class Dispatch implements CallObserver {

  private static final Logger log = LoggerFactory.getLogger(Dispatch.class);

  private final Dispatcher parts;
  private final Admitted admitted;
  private final MonoSink<Reply> client;
  private final Booking booking;
  private final Candidates candidates;

  private ClientRequest request;
  private volatile @Nullable MediaFetch fetching;
  private volatile @Nullable UpstreamCall call;
  private volatile boolean left;

  Dispatch(Dispatcher parts, Admitted admitted, MonoSink<Reply> client) {
    this.parts = parts;
    this.admitted = admitted;
    this.client = client;
    this.request = admitted.request();
    this.booking = new Booking(parts, admitted);
    this.candidates = new Candidates(parts.router, admitted, booking);
  }

  /** Calls the first deployment that can be called. */
  void start() {
    proceed(this::callNext);
  }

  private void proceed(Runnable step) {
    try {
      step.run();
    } catch (GatewayException refused) {
      refuse(refused.failure());
    } catch (InvalidRequestException invalid) {
      refuse(GatewayFailure.of(invalid));
    } catch (RuntimeException unexpected) {
      log.error("Request {} failed", admitted.received().id(), unexpected);
      refuse(new GatewayFailure.Internal());
    }
  }

  private void callNext() {
    Routed next;
    try {
      next = candidates.next(request);
    } catch (MediaNeededException needed) {
      fetch(needed.urls());
      return;
    }
    if (next != null) {
      // The intent comes before the call: what a provider counts is never unknown to us.
      booking.intend(next);
      call(next);
    } else if (candidates.estimable()) {
      estimate();
    } else {
      refuse(candidates.failure());
    }
  }

  /**
   * Says about how many tokens a request has, for a provider that counts none before it answers.
   */
  private void estimate() {
    var tokens = parts.estimates.prompt(admitted.model().model().id(), TokenCounts.size(request));
    var headers = new ArrayList<>(admitted.reservation().headers());
    headers.add(Header.JSON);
    headers.add(new Header("x-tollgate-estimated", "input_tokens"));
    booking.explain("estimated", "the model's provider counts no tokens ahead of an answer");
    booking.settle(Outcome.COMPLETED, 200, null, null, Consumption.NOTHING, null);
    client.success(Reply.Whole.of(200, headers, TokenCounts.body(request.endpoint(), tokens)));
  }

  /** Gets the files that the next deployment wants the bytes of, and goes on with it. */
  private void fetch(List<String> urls) {
    var files =
        new MediaFetch(
            parts.media.fetch(urls),
            found -> {
              request = request.withMedia(found);
              start();
            },
            failed -> proceed(() -> notFetched(failed)));
    fetching = files;
    files.start();
  }

  private void notFetched(Throwable failed) {
    switch (failed) {
      case MediaRefusedException refused -> {
        var field = request.fieldOf(refused.url());
        var message = "The file at '%s' is not available: %s".formatted(field, refused.reason());
        refuse(new GatewayFailure.InvalidRequest(message, field));
      }
      case MediaBusyException busy -> refuse(new GatewayFailure.MediaBusy(Duration.ofSeconds(1)));
      default -> {
        log.error("Request {} failed", admitted.received().id(), failed);
        refuse(new GatewayFailure.Internal());
      }
    }
  }

  private void call(Routed next) {
    booking.sent();
    var back = next.translator().exchange(admitted.request(), next.target());
    var turn = admitted.turn();
    var exchange = turn == null ? back : turn.watched(back);
    var request =
        new CallRequest(
            // Last of all, since a signature covers the body and the minute.
            parts.signer.sign(next.request(), next.target()),
            exchange,
            admitted.request().stream(),
            admitted.subscribed().parsed().body().files());
    var started = parts.upstreams.call(next.deployment().provider(), request, this);
    call = started;
    started.start();
    // It may have left between two attempts, when there was no call to tell it to.
    if (left) {
      started.clientLeft();
    }
  }

  /** Tells the call that is under way; what was called is settled by it. */
  void clientLeft() {
    left = true;
    var files = fetching;
    if (files != null && files.cancel()) {
      left(Consumption.NOTHING);
      return;
    }
    var current = call;
    if (current != null) {
      current.clientLeft();
    }
  }

  @Override
  public void answered(Answer answer, boolean sent) {
    switch (answer) {
      case ClientReply reply -> completed(reply);
      case UpstreamFailure failed -> failed(failed, sent);
    }
  }

  private void completed(ClientReply reply) {
    booking.answered();
    booking.attempted(reply.status(), null);
    booking.withoutPlace(reply.dropped());
    var usage = Consumption.ofWhole(admitted, reply.usage(), reply.body().length);
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

  private void failed(UpstreamFailure failed, boolean sent) {
    booking.attempted(failed.status(), failed);
    var failure = new GatewayFailure.Upstream(failed);
    candidates.failed(failure);
    if (!sent || refusedBeforeWork(failed)) {
      // From here on nothing is owed to anybody: the same request may be sent elsewhere.
      if (sent && candidates.hasMore() && !booking.mayGoOn()) {
        refuse(failure);
      } else {
        start();
      }
      return;
    }
    var reply = parts.failures.render(admitted.received(), failure);
    booking.settle(Outcome.FAILED, reply.status(), failure.code(), null, ofFailure(failed), null);
    client.success(reply);
  }

  /** The provider turned the request down without doing anything that it would charge for. */
  private static boolean refusedBeforeWork(UpstreamFailure failed) {
    return switch (failed.kind()) {
      case RATE_LIMITED,
          OVERLOADED,
          QUOTA_EXHAUSTED,
          AUTHENTICATION,
          PERMISSION,
          NOT_FOUND,
          UNREACHABLE ->
          true;
      case BAD_REQUEST,
          CONTEXT_LENGTH,
          CONTENT_FILTERED,
          TOO_LARGE,
          SERVER,
          TIMEOUT,
          TRUNCATED,
          UNREADABLE ->
          false;
    };
  }

  @Override
  public void collapsed(RuntimeException fault, boolean sent) {
    log.error("Request {} failed", admitted.received().id(), fault);
    var usage = sent ? Consumption.ofSilence(admitted) : Consumption.NOTHING;
    try {
      end(new GatewayFailure.Internal(), usage);
    } catch (RuntimeException again) {
      log.error("Request {} could not be booked", admitted.received().id(), again);
    }
  }

  @Override
  public void streaming(ResponseStream stream, Publisher<byte[]> bytes) {
    booking.answered();
    booking.firstToken();
    // What comes later stands in the explanation only: the headers have gone by then.
    booking.withoutPlace(stream.dropped());
    var turn = admitted.turn();
    var pieces = turn == null ? bytes : turn.completed(bytes);
    client.success(new Reply.Streamed(200, headers(stream.headers()), pieces));
  }

  @Override
  public void streamed(ResponseStream stream, StreamEnd end) {
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

  @Override
  public void abandoned(@Nullable Answer answer, boolean sent) {
    switch (answer) {
      case ClientReply reply -> {
        booking.attempted(reply.status(), null);
        left(Consumption.ofWhole(admitted, reply.usage(), reply.body().length));
        kept(reply.body()).subscribe();
      }
      case UpstreamFailure failed -> {
        booking.attempted(failed.status(), failed);
        left(sent ? ofFailure(failed) : Consumption.NOTHING);
      }
      case null -> {
        booking.attempted(0, null);
        left(sent ? Consumption.ofSilence(admitted) : Consumption.NOTHING);
      }
    }
  }

  /** Settles a call whose client never got an answer. */
  private void left(Consumption usage) {
    booking.settle(Outcome.CANCELLED, Failures.CLIENT_CLOSED, "client_closed", null, usage, null);
  }

  /** It was sent and may have been worked on; a plain refusal of the request costs nothing. */
  private Consumption ofFailure(UpstreamFailure failed) {
    return failed.kind().clientsFault() || refusedBeforeWork(failed)
        ? Consumption.NOTHING
        : Consumption.ofSilence(admitted);
  }

  private void refuse(GatewayFailure reason) {
    end(reason, Consumption.NOTHING);
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
