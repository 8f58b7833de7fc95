package io.tollgate.portal.adminapi;

import io.tollgate.portal.adminapi.Problem.FieldError;
import io.tollgate.portal.operation.DatabaseOutage;
import io.tollgate.portal.operation.Refusal;
import io.tollgate.portal.web.Texts;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.server.ServerWebInputException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Tells every failure as a problem: what happened, and nothing about how. */
@Component
class Problems {

  private final Texts texts;

  Problems(Texts texts) {
    this.texts = texts;
  }

  Problem of(Throwable failure) {
    return Refusal.of(failure)
        .map(this::of)
        .orElseGet(() ->
            switch (failure) {
              case ServerWebInputException input -> unreadable(input);
              case ErrorResponse response -> of(response.getStatusCode());
              default ->
                  of(
                      DatabaseOutage.isBehind(failure)
                          ? HttpStatus.SERVICE_UNAVAILABLE
                          : HttpStatus.INTERNAL_SERVER_ERROR);
            });
  }

  private Problem of(Refusal refusal) {
    return problem(refusal.status(), refusal.code(), fields(refusal));
  }

  private Problem of(HttpStatusCode status) {
    var code =
        switch (status.value()) {
          case 401 -> "unauthenticated";
          case 404 -> "not_found";
          case 405 -> "method_not_allowed";
          case 406 -> "not_acceptable";
          case 413 -> "too_large";
          case 415 -> "unsupported_media_type";
          case 503 -> "unavailable";
          default -> status.is4xxClientError() ? "bad_request" : "failed";
        };
    return problem(status, code, List.of());
  }

  /** A body or a parameter that cannot be read at all; says where, as far as that is known. */
  private Problem unreadable(ServerWebInputException failure) {
    var jackson = jackson(failure);
    if (jackson == null) {
      var parameter = failure.getMethodParameter();
      var name = parameter == null ? null : parameter.getParameterName();
      return problem(
          HttpStatus.BAD_REQUEST,
          "unreadable",
          name == null ? List.of() : List.of(error(name, "input.type")));
    }
    var field = field(jackson);
    var key = jackson instanceof UnrecognizedPropertyException ? "input.field" : "input.type";
    return field.isEmpty()
        ? malformed(jackson)
        : problem(HttpStatus.BAD_REQUEST, "unreadable", List.of(error(field, key)));
  }

  private Problem malformed(JacksonException failure) {
    var location = failure.getLocation();
    var known = location != null && location.getLineNr() > 0;
    var detail =
        known
            ? texts.text("refusal.malformed.at", location.getLineNr(), location.getColumnNr())
            : texts.text("refusal.malformed");
    return new Problem(
        type("malformed"),
        HttpStatus.BAD_REQUEST.getReasonPhrase(),
        HttpStatus.BAD_REQUEST.value(),
        "malformed",
        detail,
        List.of());
  }

  private Problem problem(HttpStatusCode status, String code, List<FieldError> errors) {
    var known = HttpStatus.resolve(status.value());
    return new Problem(
        type(code),
        known == null ? "Error" : known.getReasonPhrase(),
        status.value(),
        code,
        texts.text("refusal." + code),
        errors);
  }

  private List<FieldError> fields(Refusal refusal) {
    return refusal.fields().entrySet().stream()
        .map(field -> error(field.getKey(), field.getValue(), refusal.quotedIn(field.getKey())))
        .toList();
  }

  private FieldError error(String field, String key, Object... quote) {
    return new FieldError(field, key.substring(key.indexOf('.') + 1), texts.text(key, quote));
  }

  private static String type(String code) {
    return "urn:tollgate:problem:" + code;
  }

  private static @Nullable JacksonException jackson(Throwable failure) {
    for (var cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof JacksonException jackson) {
        return jackson;
      }
    }
    return null;
  }

  private static String field(JacksonException failure) {
    return failure instanceof DatabindException databind
        ? databind.getPath().stream()
            .map(step ->
                step.getPropertyName() == null
                    ? Integer.toString(step.getIndex())
                    : step.getPropertyName())
            .collect(Collectors.joining("."))
        : "";
  }
}
