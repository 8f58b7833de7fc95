package io.tollgate.gateway.request;

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
import io.tollgate.providers.call.InvalidRequestException;
import io.tollgate.providers.call.MediaNeededException;
import io.tollgate.providers.call.ResponseStream;
import io.tollgate.providers.call.UpstreamFailure;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.MonoSink;

/**
 * One admitted request on its way through its deployments: called one after the other until one
 * answers, and concluded once, however it ends.
 */
final class Dispatch implements CallObserver {

  private final Dispatcher parts;
  private final Admitted admitted;
  private final Booking booking;
  private final Candidates candidates;
  private final Conclusion conclusion;

  private ClientRequest request;
  private volatile @Nullable MediaFetch fetching;
  private volatile @Nullable UpstreamCall call;
  private volatile boolean left;

  Dispatch(Dispatcher parts, Admitted admitted, MonoSink<Reply> client) {
    this.parts = parts;
    this.admitted = admitted;
    this.request = admitted.request();
    this.booking = new Booking(parts, admitted);
    this.candidates = new Candidates(parts.router, admitted, booking);
    this.conclusion = new Conclusion(parts, admitted, booking, client);
  }

  /** Calls the first deployment that can be called. */
  void start() {
    proceed(this::callNext);
  }

  private void proceed(Runnable step) {
    try {
      step.run();
    } catch (GatewayException refused) {
      conclusion.refused(refused.failure());
    } catch (InvalidRequestException invalid) {
      conclusion.refused(GatewayFailure.of(invalid));
    } catch (RuntimeException unexpected) {
      conclusion.collapsed(unexpected, false);
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
      conclusion.estimated(request);
    } else {
      conclusion.refused(candidates.failure());
    }
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
        conclusion.refused(new GatewayFailure.InvalidRequest(message, field));
      }
      case MediaBusyException busy ->
          conclusion.refused(new GatewayFailure.MediaBusy(Duration.ofSeconds(1)));
      default -> conclusion.collapsed(failed, false);
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
    var provider = next.deployment().provider();
    var account = admitted.received().serving().targets().account(provider.id());
    var started = parts.upstreams.call(provider, account, request, this);
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
      conclusion.left();
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
      case ClientReply reply -> conclusion.completed(reply);
      case UpstreamFailure failed -> failed(failed, sent);
    }
  }

  private void failed(UpstreamFailure failed, boolean sent) {
    booking.attempted(failed.status(), failed);
    var failure = new GatewayFailure.Upstream(failed);
    candidates.failed(failure);
    boolean again = Boolean.TRUE.equals(failed.worthRepeating());
    if (sent && !again && !failed.kind().refusedBeforeWork()) {
      conclusion.failed(failed);
    } else if (sent && candidates.hasMore() && !booking.mayGoOn()) {
      conclusion.refused(failure);
    } else {
      // Nothing is owed to anybody: the same request may be sent elsewhere.
      start();
    }
  }

  @Override
  public void abandoned(@Nullable Answer answer, boolean sent) {
    conclusion.abandoned(answer, sent);
  }

  @Override
  public void collapsed(RuntimeException fault, boolean sent) {
    conclusion.collapsed(fault, sent);
  }

  @Override
  public void streaming(ResponseStream stream, Publisher<byte[]> bytes) {
    conclusion.streaming(stream, bytes);
  }

  @Override
  public void streamed(ResponseStream stream, StreamEnd end) {
    conclusion.streamed(stream, end);
  }
}
