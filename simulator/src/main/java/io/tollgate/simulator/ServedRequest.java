package io.tollgate.simulator;

import io.tollgate.simulator.answer.Tokens;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One request that reached the simulator and has ended.
 *
 * @param operation the vendor's name of what was called, or the path when it was refused
 * @param requestId the id that the reply carried, if the vendor sends one
 * @param clientRequestId the {@code x-request-id} that the request carried
 * @param bodySha256 the hash of the request body, in hex
 * @param status the HTTP status; 0 if none was sent
 * @param tokens what the provider bills; a stream that was interrupted is billed for what it sent
 */
public record ServedRequest(
    long number,
    Instant at,
    String format,
    String operation,
    String model,
    boolean streamed,
    @Nullable String requestId,
    @Nullable String clientRequestId,
    String bodySha256,
    int status,
    Outcome outcome,
    Tokens tokens) {
  /** Whether a provider would charge for it. */
  public boolean billed() {
    return outcome == Outcome.COMPLETED || outcome == Outcome.INTERRUPTED;
  }
}
