package io.tollgate.simulator;

import io.tollgate.simulator.vendor.Call;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The simulator's books. */
final class ServedLog {
  static final int RECENT = 10_000;
  private static final int CALLS = 100;
  private static final int LONGEST_BODY = 64 * 1024;

  private record Account(String format, String model) {}

  private final Map<Account, ServedCount> counts = new LinkedHashMap<>();
  private final Deque<ServedRequest> recent = new ArrayDeque<>();
  private final Deque<Call> calls = new ArrayDeque<>();
  private long received;
  private long ended;

  /** Notes that a request arrived, and returns its number. */
  synchronized long arrived(Call call) {
    if (calls.size() == CALLS) {
      calls.removeFirst();
    }
    calls.addLast(bounded(call));
    return ++received;
  }

  private static Call bounded(Call call) {
    return call.body().length <= LONGEST_BODY
        ? call
        : new Call(
            call.method(),
            call.rawPath(),
            call.path(),
            call.query(),
            call.headers(),
            Arrays.copyOf(call.body(), LONGEST_BODY));
  }

  /** Notes that a free request was answered. */
  synchronized void ended() {
    ended++;
  }

  synchronized void ended(ServedRequest request) {
    ended++;
    if (recent.size() == RECENT) {
      recent.removeFirst();
    }
    recent.addLast(request);
    if (request.billed()) {
      counts.merge(
          new Account(request.format(), request.model()),
          new ServedCount(request.format(), request.model(), 0, 0, 0, 0).plus(request),
          (count, first) -> count.plus(request));
    }
  }

  synchronized Served served() {
    return new Served(
        received, received - ended, List.copyOf(counts.values()), List.copyOf(recent));
  }

  synchronized List<Call> calls() {
    return List.copyOf(calls);
  }

  /** Forgets everything but the requests that are still open. */
  synchronized void reset() {
    received -= ended;
    ended = 0;
    counts.clear();
    recent.clear();
    calls.clear();
  }
}
