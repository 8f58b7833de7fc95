package io.tollgate.portal.reference;

import io.tollgate.portal.openapi.Operation;
import io.tollgate.portal.reference.OperationView.Input;
import io.tollgate.portal.reference.OperationView.Problem;
import io.tollgate.portal.reference.OperationView.ReplyView;
import io.tollgate.portal.web.Texts;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The operations of an API with a form for each, and what was typed into one of them. */
@Component
class OperationViews {

  private final Texts texts;

  OperationViews(Texts texts) {
    this.texts = texts;
  }

  /**
   * What became of an attempt.
   *
   * @param problems the message key of what is wrong, for each field
   * @param reply null when nothing was sent
   */
  record Tried(Attempt attempt, Map<String, String> problems, @Nullable ReplyView reply) {}

  /** As an attempt names it. */
  static String name(Operation operation) {
    return operation.method() + " " + operation.path();
  }

  List<OperationView> of(List<Operation> operations, @Nullable Tried tried) {
    return IntStream.range(0, operations.size())
        .mapToObj(number -> view(number, operations.get(number), tried))
        .toList();
  }

  private OperationView view(int number, Operation operation, @Nullable Tried last) {
    var name = name(operation);
    var tried = last != null && name.equals(last.attempt().operation()) ? last : null;
    return new OperationView(
        "operation-" + number,
        name,
        operation,
        tried != null,
        RestCall.inputs(operation).stream().map(field -> input(field, tried)).toList(),
        body(operation, tried),
        tried == null ? List.of() : problems(number, operation, tried),
        tried == null ? null : tried.reply());
  }

  private static @Nullable String body(Operation operation, @Nullable Tried tried) {
    if (operation.mediaTypes().isEmpty()) {
      return null;
    }
    return tried == null ? operation.sample() : tried.attempt().body();
  }

  private Input input(Operation.Field field, @Nullable Tried tried) {
    var key = RestCall.key(field);
    var problem = tried == null ? null : tried.problems().get(key);
    var isRest = field.place().equals(RouteOperations.REST);
    return new Input(
        key,
        isRest ? texts.text("reference.try.rest") : field.name(),
        isRest ? texts.text("reference.try.restOptional") : note(field),
        tried == null ? field.sample() : tried.attempt().value(key),
        problem == null ? null : texts.text(problem));
  }

  private String note(Operation.Field field) {
    return field.required() || field.place().equals("path")
        ? field.place()
        : texts.text("reference.try.optional", field.place());
  }

  private List<Problem> problems(int number, Operation operation, Tried tried) {
    var fields = RestCall.inputs(operation).stream().map(RestCall::key).toList();
    return tried.problems().entrySet().stream()
        .map(problem -> {
          var field = problem.getKey();
          var text = texts.text(problem.getValue());
          return fields.contains(field)
              ? new Problem(
                  "operation-" + number + "-" + field,
                  field.substring(field.indexOf('.') + 1) + ": " + text)
              : new Problem(null, text);
        })
        .toList();
  }
}
