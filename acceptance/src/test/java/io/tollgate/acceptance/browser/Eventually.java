package io.tollgate.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting for what happens by itself within a promised time. */
final class Eventually {

  private static final Duration INTERVAL = Duration.ofMillis(50);

  private Eventually() {}

  static void within(Duration deadline, BooleanSupplier holds) {
    var end = Instant.now().plus(deadline);
    while (!holds.getAsBoolean()) {
      assertThat(Instant.now()).as("within " + deadline).isBefore(end);
      LockSupport.parkNanos(INTERVAL.toNanos());
    }
  }
}
