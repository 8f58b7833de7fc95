package io.tollgate.gateway.upstream;

import org.jspecify.annotations.Nullable;

/** When a call has taken too long, told apart by phase. Times are of {@link System#nanoTime}. */
final class Deadlines {

  private final UpstreamProperties properties;
  private final boolean stream;
  private final long started;
  private long lastActivity;

  Deadlines(UpstreamProperties properties, boolean stream, long now) {
    this.properties = properties;
    this.stream = stream;
    this.started = now;
    this.lastActivity = now;
  }

  void active(long now) {
    lastActivity = now;
  }

  long silence(long now) {
    return now - lastActivity;
  }

  /** How long nothing needs to be looked at. */
  long untilNext(long now, boolean committed) {
    long next = started + properties.total().toNanos() - now;
    if (stream && !committed) {
      next = Math.min(next, started + properties.firstToken().toNanos() - now);
    }
    if (stream) {
      long pause = Math.min(properties.idle().toNanos(), properties.heartbeat().toNanos());
      next = Math.min(next, pause);
    }
    return Math.max(next, 0);
  }

  /**
   * What is late, in a sentence; null when nothing is.
   *
   * @param asked whether the upstream has been asked for more: one that waits for a slow client is
   *     not late
   */
  @Nullable String late(long now, boolean committed, boolean asked) {
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
}
