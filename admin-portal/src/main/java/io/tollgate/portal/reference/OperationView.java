package io.tollgate.portal.reference;

import io.tollgate.portal.openapi.Operation;
import io.tollgate.portal.web.Figure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An operation as it is shown, with what was tried of it.
 *
 * @param id of its place in the page
 * @param name as an attempt names it
 * @param open whether it is the one that was tried
 * @param body what is sent, as the form has it; null where nothing is
 * @param problems what is wrong with the attempt, in the order of the form
 * @param reply null before anything was tried
 */
record OperationView(
    String id,
    String name,
    Operation operation,
    boolean open,
    List<Input> inputs,
    @Nullable String body,
    List<Problem> problems,
    @Nullable ReplyView reply) {

  /**
   * A field of the form.
   *
   * @param note where it goes, and whether it may be left out
   */
  record Input(String name, String label, String note, String value, @Nullable String problem) {}

  /** What is wrong; the field is null when it is none of the form's. */
  record Problem(@Nullable String field, String text) {}

  /**
   * What came back.
   *
   * @param tone of its notice: empty, {@code warn} or {@code danger}
   * @param note what is to be known of the body; null for nothing
   * @param body null when none can be shown
   * @param path to the explanation of the request; null without one
   */
  record ReplyView(
      String summary,
      String tone,
      List<Figure> figures,
      List<Reply.Header> headers,
      @Nullable String body,
      @Nullable String note,
      @Nullable String request,
      @Nullable String path) {}
}
