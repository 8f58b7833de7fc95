package io.tollgate.gateway.errors;

/** Carries a {@link GatewayFailure} up to where it is rendered. */
public final class GatewayException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient GatewayFailure failure;

  public GatewayException(GatewayFailure failure) {
    // No stack trace: this is an answer to a client, not a fault of ours, and must stay cheap.
    super(failure.code(), null, false, false);
    this.failure = failure;
  }

  public GatewayFailure failure() {
    return failure;
  }
}
