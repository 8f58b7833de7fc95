package io.tollgate.simulator.vendor;

/** Ends the handling of a call with the vendor's error reply. */
public final class RefusalException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Reply reply;

  public RefusalException(Reply reply) {
    super("refused with status " + reply.status(), null, false, false);
    this.reply = reply;
  }

  /** The vendor's error reply. */
  public Reply reply() {
    return reply;
  }
}
