package io.tollgate.gateway.metering;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says in the log where requests without a valid key come from: now and then, however many there
 * are, so that nobody can fill the disk with it.
 */
final class Strangers {

  private static final Logger log = LoggerFactory.getLogger(Strangers.class);

  private static final long PAUSE = Duration.ofSeconds(10).toNanos();

  private final AtomicLong unsaid = new AtomicLong();
  private final AtomicLong saidAt = new AtomicLong(System.nanoTime() - PAUSE);

  void seen(@Nullable InetSocketAddress client) {
    unsaid.incrementAndGet();
    long now = System.nanoTime();
    long last = saidAt.get();
    if (now - last >= PAUSE && saidAt.compareAndSet(last, now)) {
      log.warn("Requests without a valid key: {}, the last from {}", unsaid.getAndSet(0), client);
    }
  }
}
