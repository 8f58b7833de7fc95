package io.tollgate.portal.openapi;

import java.util.List;

/**
 * One operation of a document.
 *
 * @param method in capitals
 * @param path as the document writes it, with its templates
 * @param summary a line; empty when there is none
 * @param description more of it, as it was written; empty when there is none
 * @param parameters of the path, the query and the headers
 * @param body the fields of what is sent; empty when nothing is, or when it is no object
 * @param mediaTypes of what is sent
 * @param sample what could be sent, to begin with; empty when nothing is
 * @param answers by status
 */
public record Operation(
    String method,
    String path,
    String summary,
    String description,
    boolean deprecated,
    List<Field> parameters,
    List<Field> body,
    List<String> mediaTypes,
    String sample,
    List<Answer> answers) {

  /**
   * A parameter, or a field of a body.
   *
   * @param place such as {@code path} or {@code query}; {@code body} for a field
   * @param type such as {@code string} or the name of a schema; empty when unknown
   * @param sample a value to begin with; empty when the document gives none
   */
  public record Field(
      String name,
      String place,
      String type,
      boolean required,
      String description,
      String sample) {}

  public record Answer(String status, String description) {}
}
