package io.tollgate.simulator;

/**
 * What was billed for one model in one wire format.
 *
 * @param requests all that were billed, interrupted ones included
 * @param completed of {@code requests}, those that were answered whole
 */
public record ServedCount(
    String format,
    String model,
    long requests,
    long completed,
    long inputTokens,
    long outputTokens) {
  ServedCount plus(ServedRequest request) {
    return new ServedCount(
        format,
        model,
        requests + 1,
        completed + (request.outcome() == Outcome.COMPLETED ? 1 : 0),
        inputTokens + request.tokens().input(),
        outputTokens + request.tokens().output());
  }
}
