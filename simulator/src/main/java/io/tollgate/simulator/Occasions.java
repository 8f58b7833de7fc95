package io.tollgate.simulator;

import io.tollgate.simulator.fault.Directive;
import io.tollgate.simulator.fault.Directives;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts how often directives that hold for the first n requests only have been followed. */
final class Occasions {
  private record Occasion(String model, String directives) {}

  private final Map<Occasion, AtomicInteger> counts = new ConcurrentHashMap<>();

  /** The directives, or none when their {@code times} are used up. */
  Directives remaining(String model, Directives directives) {
    OptionalInt times = directives.number(Directive.TIMES);
    if (times.isEmpty()) {
      return directives;
    }
    int count =
        counts
            .computeIfAbsent(
                new Occasion(model, directives.toString()), occasion -> new AtomicInteger())
            .incrementAndGet();
    return count <= times.getAsInt() ? directives : Directives.NONE;
  }

  void reset() {
    counts.clear();
  }
}
