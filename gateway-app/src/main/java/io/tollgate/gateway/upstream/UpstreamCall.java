package io.tollgate.gateway.upstream;

import static io.tollgate.providers.call.UpstreamFailure.Kind.SERVER;
import static io.tollgate.providers.call.UpstreamFailure.Kind.TIMEOUT;
import static io.tollgate.providers.call.UpstreamFailure.Kind.UNREADABLE;

import io.netty.buffer.ByteBuf;
import io.netty.util.Timeout;
import io.netty.util.Timer;
import io.tollgate.providers.call.Answer;
import io.tollgate.providers.call.Header;
import io.tollgate.providers.call.Headers;
import io.tollgate.providers.call.ResponseStream;
import io.tollgate.providers.call.UpstreamFailure;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;

/**
 * One call of one deployment, from its request to its last byte. The call belongs to the gateway:
 * its client takes what comes and may leave, and either way it ends by telling its observer once.
 *
 * <p>Signals of the upstream, the client and the clock come on different threads; each takes the
 * call's lock, which is held for no more than the translation of one piece.
 */
public final class UpstreamCall implements CoreSubscriber<ByteBuf>, ClientBridge.Owner {

  private final HttpClient client;
  private final CallRequest request;
  private final CallObserver observer;
  private final UpstreamProperties properties;
  private final Timer timer;
  private final ClientBridge bridge = new ClientBridge(this);
  private final Deadlines deadlines;

  private @Nullable Subscription upstream;
  private @Nullable HttpClientResponse head;
  private @Nullable ResponseStream stream;
  private @Nullable BodyBuffer body;
  private @Nullable Timeout timeout;
  private boolean outstanding;
  private boolean committed;
  private boolean detached;
  private boolean over;
  private volatile boolean sent;

  UpstreamCall(
      HttpClient client,
      CallRequest request,
      CallObserver observer,
      UpstreamProperties properties,
      Timer timer) {
    this.client = client;
    this.request = request;
    this.observer = observer;
    this.properties = properties;
    this.timer = timer;
    this.deadlines = new Deadlines(properties, request.stream(), System.nanoTime());
  }

  /** Sends the request. */
  public void start() {
    watch(deadlines.untilNext(System.nanoTime(), false));
    client
        .post()
        .uri(request.upstream().uri())
        .send((outgoing, outbound) -> {
          sent = true;
          for (Header header : request.upstream().headers()) {
            outgoing.requestHeaders().set(header.name(), header.value());
          }
          var upload = request.upstream().upload();
          if (upload != null) {
            outgoing.requestHeaders().set("content-length", upload.length());
          }
          return outbound.send(request.body());
        })
        .response((response, content) -> {
          begin(response);
          return content;
        })
        .subscribe(this);
  }

  private synchronized void begin(HttpClientResponse response) {
    head = response;
    int status = response.status().code();
    if (request.stream() && status >= 200 && status < 300) {
      stream = request.exchange().stream(headers(response));
    } else {
      body = new BodyBuffer(properties.maxAnswer().toBytes());
    }
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    boolean cancel;
    synchronized (this) {
      upstream = subscription;
      cancel = over;
      outstanding = true;
    }
    if (cancel) {
      subscription.cancel();
    } else {
      // A whole answer is bounded by its size; a stream by what its client takes.
      subscription.request(request.stream() ? 1 : Long.MAX_VALUE);
    }
  }

  @Override
  public void onNext(ByteBuf bytes) {
    boolean more;
    synchronized (this) {
      if (over) {
        return;
      }
      outstanding = false;
      deadlines.active(System.nanoTime());
      guard(() -> take(bytes));
      more =
          !over
              && request.stream()
              && (stream == null || !committed || detached || bridge.isWanted());
    }
    if (more) {
      requestMore();
    }
  }

  /** What breaks in here is ours: whoever waits hears of it now, and not by running out of time. */
  private void guard(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException fault) {
      over = true;
      stopWatching();
      abort();
      observer.collapsed(fault, sent);
      bridge.fail();
    }
  }

  private void take(ByteBuf bytes) {
    if (stream != null) {
      receive(stream, bytes);
    } else if (body != null && !body.add(bytes)) {
      endWith(UpstreamFailure.of(UNREADABLE, status(), "The answer is too large"));
    }
  }

  private void receive(ResponseStream answer, ByteBuf bytes) {
    var translated = answer.accept(bytes.nioBuffer());
    commitIfDue(answer);
    switch (answer.state()) {
      case OPEN -> forward(translated);
      case COMPLETE -> finish(answer, CallObserver.StreamEnd.COMPLETE, translated);
      case FAILED, TRUNCATED -> fail(answer, translated);
    }
  }

  private void commitIfDue(ResponseStream answer) {
    if (!committed && answer.committed()) {
      committed = true;
      observer.streaming(answer, bridge);
    }
  }

  private void forward(byte[] translated) {
    if (translated.length > 0) {
      bridge.emit(translated);
    }
  }

  private void fail(ResponseStream answer, byte[] translated) {
    if (committed) {
      abort();
      finish(answer, CallObserver.StreamEnd.BROKEN, translated);
    } else {
      endWith(
          answer
              .failure()
              .orElseGet(() -> UpstreamFailure.of(SERVER, status(), "The stream failed")));
    }
  }

  /** A stream that is complete without ever having had content was complete all the same. */
  private void finish(ResponseStream answer, CallObserver.StreamEnd end, byte[] lastBytes) {
    if (!committed) {
      committed = true;
      observer.streaming(answer, bridge);
    }
    over = true;
    stopWatching();
    if (end == CallObserver.StreamEnd.COMPLETE) {
      releaseConnection();
    }
    // Booked before the last byte is released: whoever has the whole answer is in the journal.
    observer.streamed(answer, detached ? CallObserver.StreamEnd.CLIENT_LEFT : end);
    forward(lastBytes);
    if (end == CallObserver.StreamEnd.BROKEN && lastBytes.length == 0) {
      // Sound has no frame to say it in: an end that is not one must at least not look clean.
      bridge.fail();
    } else {
      bridge.complete();
    }
  }

  /** What comes after the terminal event is received and dropped, for the connection's sake. */
  private void releaseConnection() {
    var subscription = upstream;
    if (subscription != null) {
      timeout = timer.newTimeout(expired -> subscription.cancel(), 1, TimeUnit.SECONDS);
      subscription.request(Long.MAX_VALUE);
    }
  }

  @Override
  public void onComplete() {
    synchronized (this) {
      if (over) {
        stopWatching();
        return;
      }
      guard(this::end);
    }
  }

  private void end() {
    if (stream != null) {
      endStream(stream, stream.end());
    } else if (body != null && head != null) {
      endWith(request.exchange().answer(status(), headers(head), body.take()));
    } else {
      endWith(UpstreamFailure.of(SERVER, 0, "The provider closed the connection"));
    }
  }

  private void endStream(ResponseStream answer, byte[] lastBytes) {
    commitIfDue(answer);
    if (answer.state() == ResponseStream.State.COMPLETE) {
      finish(answer, CallObserver.StreamEnd.COMPLETE, lastBytes);
    } else {
      fail(answer, lastBytes);
    }
  }

  @Override
  public void onError(Throwable cause) {
    synchronized (this) {
      if (over) {
        return;
      }
      guard(() -> breakOff(cause));
    }
  }

  private void breakOff(Throwable cause) {
    if (stream != null) {
      // The connection broke: what the stream makes of its end says whether it was whole.
      endStream(stream, stream.broken());
    } else {
      endWith(CallFailures.of(cause, host()));
    }
  }

  private void endWith(Answer answer) {
    over = true;
    stopWatching();
    abort();
    if (detached) {
      observer.abandoned(answer, sent);
    } else {
      observer.answered(answer, sent);
    }
  }

  @Override
  public void clientWantsMore() {
    requestMore();
  }

  private void requestMore() {
    Subscription subscription;
    synchronized (this) {
      if (over || outstanding || upstream == null) {
        return;
      }
      outstanding = true;
      subscription = upstream;
    }
    subscription.request(1);
  }

  /** The client has gone: the answer is received for a while or aborted, and settled either way. */
  @Override
  public void clientLeft() {
    boolean drain;
    synchronized (this) {
      if (over || detached) {
        return;
      }
      detached = true;
      drain = properties.drainAfterDisconnect().isPositive() && sent;
      if (drain) {
        stopWatching();
        watch(properties.drainAfterDisconnect().toNanos());
      } else {
        guard(this::leave);
      }
    }
    if (drain) {
      requestMore();
    }
  }

  private void leave() {
    over = true;
    stopWatching();
    abort();
    if (committed && stream != null) {
      observer.streamed(stream, CallObserver.StreamEnd.CLIENT_LEFT);
    } else {
      observer.abandoned(null, sent);
    }
  }

  private void abort() {
    if (upstream != null) {
      upstream.cancel();
    }
  }

  private void watch(long nanos) {
    timeout = timer.newTimeout(expired -> onTime(), nanos, TimeUnit.NANOSECONDS);
  }

  private void stopWatching() {
    if (timeout != null) {
      timeout.cancel();
    }
  }

  private synchronized void onTime() {
    if (!over) {
      guard(this::look);
    }
  }

  private void look() {
    if (detached) {
      leave();
      return;
    }
    long now = System.nanoTime();
    var late = deadlines.late(now, committed, outstanding);
    if (late != null) {
      expire(UpstreamFailure.of(TIMEOUT, 0, late));
      return;
    }
    boolean silent = deadlines.silence(now) >= properties.heartbeat().toNanos();
    if (committed && silent && stream != null && bridge.isWanted()) {
      forward(stream.heartbeat());
    }
    watch(deadlines.untilNext(now, committed));
  }

  private void expire(UpstreamFailure late) {
    if (stream != null && committed) {
      abort();
      finish(stream, CallObserver.StreamEnd.BROKEN, stream.fail(late.toClientError()));
    } else {
      endWith(late);
    }
  }

  private int status() {
    return head == null ? 0 : head.status().code();
  }

  private String host() {
    return request.upstream().uri().getHost();
  }

  private static Headers headers(HttpClientResponse response) {
    var headers = response.responseHeaders();
    return headers::get;
  }
}
