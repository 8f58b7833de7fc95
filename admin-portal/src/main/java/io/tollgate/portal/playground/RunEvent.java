package io.tollgate.portal.playground;

import io.tollgate.domain.ledger.LedgerEntry;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What happens while a model is tried, in order: the gateway answers, text comes, it ends. */
sealed interface RunEvent {

  /**
   * The gateway has answered.
   *
   * @param request what it calls the request
   */
  record Begun(int status, @Nullable UUID request) implements RunEvent {}

  record Text(String text) implements RunEvent {}

  /**
   * Refused, or broken off.
   *
   * @param message in the gateway's words; null when it is the portal that says so
   */
  record Failed(String code, @Nullable String message) implements RunEvent {}

  /** Over, and booked as the ledger says; null when that could not be awaited. */
  record Ended(@Nullable LedgerEntry entry) implements RunEvent {}
}
