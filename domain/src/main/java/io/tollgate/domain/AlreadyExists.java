package io.tollgate.domain;

/** Another object has the same value in a field that tells objects apart. */
public final class AlreadyExists extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String field;

  public AlreadyExists(String field) {
    super("the " + field + " is in use");
    this.field = field;
  }

  /** The field's name in the object, such as {@code slug}. */
  public String field() {
    return field;
  }
}
