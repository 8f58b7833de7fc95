package io.tollgate.portal.reference;

import io.tollgate.domain.ledger.LedgerEntry;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What became of a call that was tried. */
sealed interface Reply {

  /**
   * The gateway answered.
   *
   * @param latency until the last byte, as the portal saw it
   * @param headers those that tell something about the answer
   * @param body how it begins, as text; null when it is none
   * @param bytes how long all of it is
   * @param isWhole whether the body is all of it
   * @param request what the gateway calls the request
   * @param entry how the request was booked; null when that could not be awaited
   */
  record Answered(
      int status,
      Duration latency,
      List<Header> headers,
      @Nullable String body,
      long bytes,
      boolean isWhole,
      @Nullable UUID request,
      @Nullable LedgerEntry entry)
      implements Reply {

    Answered booked(LedgerEntry found) {
      return new Answered(status, latency, headers, body, bytes, isWhole, request, found);
    }
  }

  /**
   * Nothing can be shown.
   *
   * @param reason how its text ends: {@code unreachable} or {@code key_not_known}
   */
  record Silent(String reason) implements Reply {}

  record Header(String name, String value) {}
}
