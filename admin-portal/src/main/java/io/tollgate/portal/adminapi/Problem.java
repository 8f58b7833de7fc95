package io.tollgate.portal.adminapi;

import java.util.List;

/**
 * What went wrong (RFC 9457).
 *
 * @param type names the kind of problem: {@code urn:tollgate:problem:} and the code
 * @param code stable, for programs
 * @param detail a sentence for people
 * @param errors what is wrong with which field of the input
 */
record Problem(
    String type, String title, int status, String code, String detail, List<FieldError> errors) {

  /**
   * What is wrong with a field.
   *
   * @param code stable, for programs
   */
  public record FieldError(String field, String code, String detail) {}

  public Problem {
    errors = List.copyOf(errors);
  }
}
