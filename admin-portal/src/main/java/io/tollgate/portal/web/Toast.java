package io.tollgate.portal.web;

/**
 * What the next page says about what was just done.
 *
 * @param tone empty, or {@code danger}
 */
public record Toast(String text, String tone) {

  public static Toast done(String text) {
    return new Toast(text, "");
  }

  public static Toast failed(String text) {
    return new Toast(text, "danger");
  }
}
