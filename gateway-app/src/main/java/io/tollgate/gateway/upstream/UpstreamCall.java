package io.tollgate.gateway.upstream;

import static io.tollgate.providers.call.UpstreamFailure.Kind.SERVER;
import static io.tollgate.providers.call.UpstreamFailure.Kind.TIMEOUT;
import static io.tollgate.providers.call.UpstreamFailure.Kind.UNREADABLE;

import io.netty.buffer.ByteBuf;
import io.netty.util.Timer;
import io.tollgate.gateway.upstream.CallObserver.StreamEnd;
import io.tollgate.providers.call.Answer;
import io.tollgate.providers.call.Headers;
import io.tollgate.providers.call.ResponseStream;
import io.tollgate.providers.call.UpstreamFailure;
import java.time.Duration;
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

  private static final Duration UNTIL_RELEASED = Duration.ofSeconds(1);

  private final HttpClient client;
  private final CallRequest request;
  private final CallObserver observer;
  private final UpstreamProperties properties;
  private final ClientBridge bridge = new ClientBridge(this);
  private final Deadlines deadlines;

  private @Nullable Subscription upstream;
  private @Nullable HttpClientResponse head;
  private @Nullable StreamedAnswer stream;
  private @Nullable BodyBuffer body;
  private boolean outstanding;
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
    this.deadlines = new Deadlines(properties, request.stream(), timer, this::onTime);
  }

  /** Sends the request. */
  public void start() {
    deadlines.watch(false);
    request
        .over(client, () -> sent = true)
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
      stream = new StreamedAnswer(request.exchange().stream(headers(response)), observer, bridge);
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
      deadlines.active();
      guard(() -> take(bytes));
      more = !over && request.stream() && (!committed() || detached || bridge.isWanted());
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
      close();
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

  private void receive(StreamedAnswer answer, ByteBuf bytes) {
    var translated = answer.accept(bytes);
    switch (answer.state()) {
      case OPEN -> answer.forward(translated);
      case COMPLETE -> complete(answer, translated);
      case FAILED, TRUNCATED -> fail(answer, translated);
    }
  }

  private void complete(StreamedAnswer answer, byte[] lastBytes) {
    close();
    releaseConnection();
    answer.finish(detached ? StreamEnd.CLIENT_LEFT : StreamEnd.COMPLETE, lastBytes);
  }

  /** What comes after the terminal event is received and dropped, for the connection's sake. */
  private void releaseConnection() {
    var subscription = upstream;
    if (subscription != null) {
      deadlines.grant(UNTIL_RELEASED, expired -> subscription.cancel());
      subscription.request(Long.MAX_VALUE);
    }
  }

  private void fail(StreamedAnswer answer, byte[] lastBytes) {
    if (answer.committed()) {
      close();
      abort();
      answer.finish(detached ? StreamEnd.CLIENT_LEFT : StreamEnd.BROKEN, lastBytes);
    } else {
      endWith(
          answer
              .failure()
              .orElseGet(() -> UpstreamFailure.of(SERVER, status(), "The stream failed")));
    }
  }

  @Override
  public void onComplete() {
    synchronized (this) {
      if (over) {
        deadlines.stop();
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

  private void endStream(StreamedAnswer answer, byte[] lastBytes) {
    if (answer.state() == ResponseStream.State.COMPLETE) {
      complete(answer, lastBytes);
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
      endStream(stream, stream.broken());
    } else {
      endWith(CallFailures.of(cause, request.upstream().uri().getHost()));
    }
  }

  private void endWith(Answer answer) {
    close();
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
        deadlines.grant(properties.drainAfterDisconnect());
      } else {
        guard(this::leave);
      }
    }
    if (drain) {
      requestMore();
    }
  }

  private void leave() {
    close();
    abort();
    if (stream != null && stream.committed()) {
      stream.leave();
    } else {
      observer.abandoned(null, sent);
    }
  }

  private void close() {
    over = true;
    deadlines.stop();
  }

  private void abort() {
    if (upstream != null) {
      upstream.cancel();
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
    var late = deadlines.late(committed(), outstanding);
    if (late != null) {
      expire(UpstreamFailure.of(TIMEOUT, 0, late));
      return;
    }
    if (stream != null && deadlines.silent()) {
      stream.keepAlive();
    }
    deadlines.watch(committed());
  }

  private void expire(UpstreamFailure late) {
    if (stream != null && stream.committed()) {
      fail(stream, stream.fail(late.toClientError()));
    } else {
      endWith(late);
    }
  }

  private boolean committed() {
    return stream != null && stream.committed();
  }

  private int status() {
    return head == null ? 0 : head.status().code();
  }

  private static Headers headers(HttpClientResponse response) {
    var headers = response.responseHeaders();
    return headers::get;
  }
}
