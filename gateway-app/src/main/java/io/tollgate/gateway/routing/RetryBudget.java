package io.tollgate.gateway.routing;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How often requests for one model may be sent a second time: three times, and once more for every
 * five requests. Where everything fails, calling everything for each request makes it worse. A
 * second call that was answered was worth it and costs nothing.
 */
public final class RetryBudget {

  private static final int RETRY = 5;
  private static final int START = 3 * RETRY;

  /** What quiet times add up to, so that an outage that begins finds room for many at once. */
  private static final int MOST = 50 * RETRY;

  private final AtomicInteger shares = new AtomicInteger(START);

  /** A request has come. */
  public void earn() {
    add(1);
  }

  /** Takes one second call, if there is one left. */
  public boolean take() {
    return shares.getAndUpdate(left -> left < RETRY ? left : left - RETRY) >= RETRY;
  }

  public void giveBack() {
    add(RETRY);
  }

  private void add(int more) {
    shares.getAndUpdate(left -> Math.min(MOST, left + more));
  }
}
