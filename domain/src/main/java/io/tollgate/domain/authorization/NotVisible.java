package io.tollgate.domain.authorization;

/** The object does not exist, or not for this viewer: the two must look alike. */
public final class NotVisible extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public NotVisible() {
    super("there is no such object");
  }
}
