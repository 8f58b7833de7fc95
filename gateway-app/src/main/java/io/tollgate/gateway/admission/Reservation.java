package io.tollgate.gateway.admission;

import io.tollgate.providers.call.Header;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one request holds of its subscription's limits until it is settled. */
public final class Reservation {

  static final Reservation UNLIMITED = new Reservation(null, 0, 0, null);

  private final @Nullable Window window;
  private final long minute;
  private final long tokens;
  private final @Nullable RateHeaders headers;

  Reservation(@Nullable Window window, long minute, long tokens, @Nullable RateHeaders headers) {
    this.window = window;
    this.minute = minute;
    this.tokens = tokens;
    this.headers = headers;
  }

  /** Replaces what was reserved by what was taken. Call it once. */
  public void settle(long taken) {
    if (window != null) {
      window.settle(minute, tokens, taken);
    }
  }

  /** Tells the client where it stands. */
  public List<Header> headers() {
    return headers == null ? List.of() : headers.toHeaders();
  }
}
