package io.tollgate.portal.web;

import static java.util.Objects.requireNonNull;

import io.tollgate.portal.operation.Refusal;
import java.util.function.Supplier;
import org.springframework.beans.PropertyAccessorFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.validation.BindingResult;
import reactor.core.publisher.Mono;

/** Shows a form again with what was typed and what is wrong with it. */
public final class Forms {

  private Forms() {}

  /**
   * Carries out what a form asks for. Input that is refused becomes errors of the form, which is
   * then shown again; every other failure is left to the error pages.
   *
   * @param again makes the page with the form anew
   */
  public static Mono<String> submit(
      ServerHttpResponse response,
      BindingResult errors,
      Mono<String> operation,
      Supplier<Mono<String>> again) {
    if (errors.hasErrors()) {
      return showAgain(response, HttpStatus.UNPROCESSABLE_CONTENT, again);
    }
    return operation.onErrorResume(failure -> {
      var refusal = Refusal.of(failure).filter(Forms::isAboutTheInput);
      if (refusal.isEmpty()) {
        return Mono.error(failure);
      }
      addErrors(errors, refusal.get());
      return showAgain(response, refusal.get().status(), again);
    });
  }

  private static boolean isAboutTheInput(Refusal refusal) {
    return switch (refusal.status()) {
      case UNPROCESSABLE_CONTENT, CONFLICT -> true;
      default -> false;
    };
  }

  private static void addErrors(BindingResult errors, Refusal refusal) {
    var form = PropertyAccessorFactory.forBeanPropertyAccess(requireNonNull(errors.getTarget()));
    refusal
        .fields()
        .forEach((field, key) -> {
          var quote = refusal.quotedIn(field);
          if (form.isReadableProperty(field)) {
            errors.rejectValue(field, key, quote, null);
          } else {
            errors.reject(key, quote, null);
          }
        });
    if (refusal.fields().isEmpty()) {
      errors.reject("refusal." + refusal.code());
    }
  }

  private static Mono<String> showAgain(
      ServerHttpResponse response, HttpStatus status, Supplier<Mono<String>> again) {
    return again.get().doOnNext(page -> response.setStatusCode(status));
  }
}
