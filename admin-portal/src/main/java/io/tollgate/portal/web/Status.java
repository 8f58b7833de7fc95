package io.tollgate.portal.web;

/** A state as it is shown: a word, and the tone that decides on shape and colour. */
public record Status(String label, String tone) {

  public static Status ok(String label) {
    return new Status(label, "ok");
  }

  public static Status warn(String label) {
    return new Status(label, "warn");
  }

  public static Status danger(String label) {
    return new Status(label, "danger");
  }

  /** Something is awaited. */
  public static Status waiting(String label) {
    return new Status(label, "waiting");
  }

  /** Over, or not in use. */
  public static Status neutral(String label) {
    return new Status(label, "neutral");
  }
}
