package io.tollgate.portal.playground;

import io.tollgate.domain.authorization.Action;
import io.tollgate.domain.authorization.Authorization;
import io.tollgate.portal.operation.Refusal;
import io.tollgate.portal.security.SignedIn;
import io.tollgate.portal.web.Forms;
import io.tollgate.portal.web.Texts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The playground. The page's script sends the form once for each model and shows the text as it
 * streams; without a script the form answers with the page and the whole of it.
 */
@Controller
class PlaygroundController {

  private static final String PAGE = "playground/playground";

  private final Targets targets;
  private final Runs runs;
  private final RunViews views;
  private final Texts texts;

  PlaygroundController(Targets targets, Runs runs, RunViews views, Texts texts) {
    this.targets = targets;
    this.runs = runs;
    this.views = views;
    this.texts = texts;
  }

  /**
   * The page.
   *
   * @param api the slug of the API whose first model is chosen, when no target is
   */
  @GetMapping("/playground")
  Mono<String> page(
      @AuthenticationPrincipal SignedIn person,
      @RequestParam(required = false) @Nullable String target,
      @RequestParam(required = false) @Nullable String api,
      Model model) {
    return offered(person)
        .map(found -> {
          var chosen =
              found.stream()
                  .filter(one -> one.value().equals(target) || one.api().slug().equals(api))
                  .findFirst()
                  .map(Target::value)
                  .orElse(null);
          model.addAttribute("form", new PlaygroundForm(chosen, null, null, null));
          return show(person, model, found, List.of());
        });
  }

  @PostMapping("/playground")
  Mono<String> run(
      ServerWebExchange exchange,
      @AuthenticationPrincipal SignedIn person,
      @ModelAttribute("form") PlaygroundForm form,
      BindingResult errors,
      Model model) {
    return Forms.submit(
        exchange.getResponse(),
        errors,
        Mono.defer(() -> {
          var prompt = form.prompt();
          return chosen(person, form)
              .flatMapSequential(target -> whole(person, target, prompt))
              .collectList()
              .zipWith(offered(person), (done, found) -> show(person, model, found, done));
        }),
        () -> offered(person).map(found -> show(person, model, found, List.of())));
  }

  /** One run, as it happens: what each event changes in its panel. */
  @PostMapping(path = "/playground/runs", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  @ResponseBody
  Flux<ServerSentEvent<Map<String, String>>> stream(
      @AuthenticationPrincipal SignedIn person, PlaygroundForm form) {
    return targets
        .find(person.viewer(), "target", form.target())
        .flatMapMany(target -> runs.run(person.viewer(), target, form.prompt()))
        .map(views::values)
        .onErrorResume(this::refused)
        .map(values -> ServerSentEvent.builder(values).build());
  }

  private Flux<Target> chosen(SignedIn person, PlaygroundForm form) {
    var first = targets.find(person.viewer(), "target", form.target());
    return form.compares()
        ? first.concatWith(targets.find(person.viewer(), "other", form.other()))
        : first.flux();
  }

  private Mono<RunView> whole(SignedIn person, Target target, Prompt prompt) {
    return runs.run(person.viewer(), target, prompt)
        .collectList()
        .map(events -> views.whole(target, events));
  }

  /**
   * What is wrong with the input is said in the stream; everything else is an answer of its own.
   */
  private Flux<Map<String, String>> refused(Throwable failure) {
    return Refusal.of(failure)
        .filter(refusal -> refusal.status() == HttpStatus.UNPROCESSABLE_CONTENT)
        .map(refusal ->
            refusal.fields().values().stream().map(texts::text).collect(Collectors.joining(" ")))
        .map(problem -> Flux.just(Map.of("problem", problem)))
        .orElseGet(() -> Flux.error(failure));
  }

  private Mono<List<Target>> offered(SignedIn person) {
    return targets.of(person.viewer(), person.tenant().id()).collectList();
  }

  private String show(SignedIn person, Model model, List<Target> offered, List<RunView> done) {
    model.addAttribute(
        "canCall",
        Authorization.allows(person.viewer(), Action.MANAGE_CREDENTIALS, person.tenant().id()));
    model.addAttribute(
        "groups",
        offered.stream()
            .map(views::empty)
            .collect(
                Collectors.groupingBy(RunView::through, LinkedHashMap::new, Collectors.toList())));
    model.addAttribute("blank", RunView.BLANK);
    model.addAttribute("runs", done);
    return PAGE;
  }
}
