package io.tollgate.gateway.upstream;

import java.io.IOException;

/** An answer that broke off where its format has no way to say so: the connection is broken too. */
final class BrokenAnswerException extends IOException {
  private static final long serialVersionUID = 1L;

  BrokenAnswerException() {
    super("The provider broke off its answer");
  }
}
