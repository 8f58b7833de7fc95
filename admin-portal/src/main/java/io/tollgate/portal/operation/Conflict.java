package io.tollgate.portal.operation;

/** The input is fine, but the state of things does not allow it. */
public final class Conflict extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String code;

  /**
   * A conflict.
   *
   * @param code stable, such as {@code plan_closed}; its text is the message {@code refusal.<code>}
   */
  public Conflict(String code) {
    super(code);
    this.code = code;
  }

  public String code() {
    return code;
  }
}
