package io.tollgate.portal.reference;

import static io.tollgate.portal.operation.Lookup.named;

import io.tollgate.domain.authorization.NotVisible;
import io.tollgate.domain.catalogue.Api;
import io.tollgate.portal.catalogue.ApiFrame;
import io.tollgate.portal.catalogue.ApiPage;
import io.tollgate.portal.openapi.Operation;
import io.tollgate.portal.operation.InvalidInput;
import io.tollgate.portal.reference.OperationViews.Tried;
import io.tollgate.portal.security.SignedIn;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** How an API is called, to read and, for a REST API, to try right there. */
@Controller
class ReferenceController {

  private final ApiFrame frame;
  private final ReferencePage page;
  private final Callers callers;
  private final Attempts attempts;
  private final ReplyViews replies;

  ReferenceController(
      ApiFrame frame, ReferencePage page, Callers callers, Attempts attempts, ReplyViews replies) {
    this.frame = frame;
    this.page = page;
    this.callers = callers;
    this.attempts = attempts;
    this.replies = replies;
  }

  @GetMapping("/apis/{slug}/reference")
  Mono<String> reference(
      ServerWebExchange exchange,
      @AuthenticationPrincipal @Nullable SignedIn person,
      @PathVariable String slug,
      @RequestParam(name = "model", required = false) @Nullable String wanted,
      Model model) {
    return frame
        .find(person, slug)
        .flatMap(found -> page.show(exchange.getRequest(), person, found, wanted, null, model));
  }

  /**
   * Calls an operation for the person and answers with the page, the reply in its place. A script
   * takes that place out of the answer.
   */
  @PostMapping("/apis/{slug}/reference")
  Mono<String> run(
      ServerWebExchange exchange,
      @AuthenticationPrincipal @Nullable SignedIn person,
      @PathVariable String slug,
      Model model) {
    if (person == null) {
      return Mono.just("redirect:/sign-in?next=/apis/" + slug + "/reference");
    }
    return Mono.zip(frame.find(person, slug), exchange.getFormData().map(Attempt::of))
        .flatMap(asked ->
            tried(exchange, person, asked.getT1(), asked.getT2())
                .flatMap(tried ->
                    page.show(exchange.getRequest(), person, asked.getT1(), null, tried, model)));
  }

  private Mono<Tried> tried(
      ServerWebExchange exchange, SignedIn person, ApiPage found, Attempt attempt) {
    var api = found.entry().api();
    return operation(api, attempt)
        .flatMap(operation ->
            callers
                .find(person.viewer(), attempt.caller(), api)
                .flatMap(caller ->
                    attempts.run(person.viewer(), caller, RestCall.of(operation, attempt))))
        .map(reply -> new Tried(attempt, Map.of(), replies.view(reply)))
        .onErrorResume(
            InvalidInput.class,
            invalid -> {
              exchange.getResponse().setStatusCode(HttpStatus.UNPROCESSABLE_CONTENT);
              return Mono.just(new Tried(attempt, invalid.fields(), null));
            });
  }

  private Mono<Operation> operation(Api api, Attempt attempt) {
    return named(
        "operation",
        page.operations(api)
            .flatMapMany(Flux::fromIterable)
            .filter(operation -> OperationViews.name(operation).equals(attempt.operation()))
            .next()
            .filter(operation -> api.kind() == Api.Kind.REST));
  }

  /** The OpenAPI document of an API as its publisher wrote it. */
  @GetMapping("/apis/{slug}/openapi")
  Mono<ResponseEntity<String>> document(
      @AuthenticationPrincipal @Nullable SignedIn person, @PathVariable String slug) {
    return frame
        .find(person, slug)
        .mapNotNull(found -> found.entry().api().openapi())
        .map(text ->
            ResponseEntity.ok()
                // A file: nothing in it is ever taken for a page.
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"openapi.txt\"")
                .contentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8))
                .body(text))
        .switchIfEmpty(Mono.error(NotVisible::new));
  }
}
