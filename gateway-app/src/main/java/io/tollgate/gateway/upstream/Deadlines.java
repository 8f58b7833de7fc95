package io.tollgate.gateway.upstream;

import io.netty.util.Timeout;
import io.netty.util.Timer;
import io.netty.util.TimerTask;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** When a call has taken too long, told apart by phase, and the clock that has it looked at. */
final class Deadlines {

  private final UpstreamProperties properties;
  private final boolean stream;
  private final Timer timer;
  private final TimerTask look;
  private final long started = System.nanoTime();
  private long lastActivity = started;
  private @Nullable Timeout timeout;

  /**
   * The deadlines of a call that begins now.
   *
   * @param look called when something may be late; it has to watch again
   */
  Deadlines(UpstreamProperties properties, boolean stream, Timer timer, Runnable look) {
    this.properties = properties;
    this.stream = stream;
    this.timer = timer;
    this.look = expired -> look.run();
  }

  void active() {
    lastActivity = System.nanoTime();
  }

  /** Has it looked at when the next thing may be late. */
  void watch(boolean committed) {
    timeout = timer.newTimeout(look, untilNext(committed), TimeUnit.NANOSECONDS);
  }

  /** Has it looked at after this time instead. */
  void grant(Duration time) {
    grant(time, look);
  }

  void grant(Duration time, TimerTask then) {
    stop();
    timeout = timer.newTimeout(then, time.toNanos(), TimeUnit.NANOSECONDS);
  }

  void stop() {
    if (timeout != null) {
      timeout.cancel();
    }
  }

  /** How long nothing needs to be looked at, in nanoseconds. */
  private long untilNext(boolean committed) {
    long age = System.nanoTime() - started;
    long next = properties.total().toNanos() - age;
    if (stream && !committed) {
      next = Math.min(next, properties.firstToken().toNanos() - age);
    }
    if (stream) {
      long pause = Math.min(properties.idle().toNanos(), properties.heartbeat().toNanos());
      next = Math.min(next, pause);
    }
    return Math.max(next, 0);
  }

  /** Whether a stream has been silent for so long that proxies may take it for dead. */
  boolean silent() {
    return silence(System.nanoTime()) >= properties.heartbeat().toNanos();
  }

  /**
   * What is late, in a sentence; null when nothing is.
   *
   * @param asked whether the upstream has been asked for more: one that waits for a slow client is
   *     not late
   */
  @Nullable String late(boolean committed, boolean asked) {
    long now = System.nanoTime();
    if (now - started >= properties.total().toNanos()) {
      return "The answer took longer than allowed in total";
    }
    if (stream && !committed && now - started >= properties.firstToken().toNanos()) {
      return "The first token did not come in time";
    }
    if (stream && committed && asked && silence(now) >= properties.idle().toNanos()) {
      return "The stream fell silent";
    }
    return null;
  }

  private long silence(long now) {
    return now - lastActivity;
  }
}
