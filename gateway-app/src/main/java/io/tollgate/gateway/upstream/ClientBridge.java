package io.tollgate.gateway.upstream;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import reactor.core.publisher.Operators;

/**
 * The bounded way of a stream to its client. The upstream is asked for more only when the client
 * has taken what came before; a client that leaves is reported, and decides nothing else.
 */
final class ClientBridge implements Publisher<byte[]>, Subscription {

  /** What the owner of the upstream hears from the client. */
  interface Owner {
    void clientWantsMore();

    void clientLeft();
  }

  private final Owner owner;
  private final Queue<byte[]> waiting = new ArrayDeque<>();
  private @Nullable Subscriber<? super byte[]> client;
  private long demand;
  private boolean emitting;
  private boolean done;
  private boolean broken;
  private boolean cancelled;
  private boolean finished;

  ClientBridge(Owner owner) {
    this.owner = owner;
  }

  /** Whether the client could take something right now. */
  synchronized boolean isWanted() {
    return client != null && demand > 0 && waiting.isEmpty() && !done && !cancelled;
  }

  void emit(byte[] bytes) {
    synchronized (this) {
      if (done || cancelled) {
        return;
      }
      waiting.add(bytes);
    }
    drain();
  }

  /** Nothing more comes; what waits is still delivered. */
  void complete() {
    synchronized (this) {
      done = true;
    }
    drain();
  }

  /** The same, but the connection is broken off then, so that nobody takes it for the end. */
  void fail() {
    synchronized (this) {
      broken = true;
    }
    complete();
  }

  @Override
  public void subscribe(Subscriber<? super byte[]> subscriber) {
    synchronized (this) {
      if (client != null) {
        Operators.error(subscriber, new IllegalStateException("a stream has one client"));
        return;
      }
      client = subscriber;
    }
    subscriber.onSubscribe(this);
    drain();
  }

  @Override
  public void request(long count) {
    boolean wanted;
    synchronized (this) {
      demand = Operators.addCap(demand, count);
    }
    drain();
    synchronized (this) {
      wanted = demand > 0 && waiting.isEmpty() && !done && !cancelled;
    }
    if (wanted) {
      owner.clientWantsMore();
    }
  }

  @Override
  public void cancel() {
    synchronized (this) {
      if (cancelled || finished) {
        return;
      }
      cancelled = true;
      waiting.clear();
    }
    owner.clientLeft();
  }

  /** One thread at a time emits, and outside the lock: the others leave it their share. */
  private void drain() {
    synchronized (this) {
      if (emitting || client == null) {
        return;
      }
      emitting = true;
    }
    while (true) {
      Subscriber<? super byte[]> subscriber;
      byte @Nullable [] next = null;
      synchronized (this) {
        subscriber = client;
        if (!cancelled && demand > 0) {
          next = waiting.poll();
        }
        boolean atEnd = next == null && done && waiting.isEmpty() && !cancelled && !finished;
        if (next == null) {
          emitting = false;
        } else {
          demand--;
        }
        if (atEnd) {
          finished = true;
        } else if (next == null) {
          return;
        }
      }
      if (subscriber == null) {
        return;
      }
      if (next == null) {
        end(subscriber);
        return;
      }
      subscriber.onNext(next);
    }
  }

  private void end(Subscriber<? super byte[]> subscriber) {
    boolean whole;
    synchronized (this) {
      whole = !broken;
    }
    if (whole) {
      subscriber.onComplete();
    } else {
      subscriber.onError(new BrokenAnswerException());
    }
  }
}
