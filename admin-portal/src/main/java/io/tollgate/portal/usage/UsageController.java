package io.tollgate.portal.usage;

import io.tollgate.domain.authorization.Action;
import io.tollgate.domain.authorization.Authorization;
import io.tollgate.portal.security.SignedIn;
import io.tollgate.portal.usage.UsageView.Whose;
import io.tollgate.portal.web.Choice;
import io.tollgate.portal.web.Tab;
import io.tollgate.portal.web.Texts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Usage and cost: the page, and the same as CSV. */
@Controller
class UsageController {

  private static final MediaType CSV = MediaType.parseMediaType("text/csv;charset=utf-8");

  private final UsageOperations usage;
  private final Texts texts;

  UsageController(UsageOperations usage, Texts texts) {
    this.usage = usage;
    this.texts = texts;
  }

  @GetMapping("/usage")
  Mono<String> page(
      @AuthenticationPrincipal SignedIn person,
      @RequestParam(required = false) @Nullable String of,
      @RequestParam(required = false) @Nullable String period,
      @RequestParam(required = false) @Nullable String by,
      @RequestParam(required = false) @Nullable String measure,
      Model model) {
    var view = UsageView.read(of, period, by, measure);
    var scope = view.of().scope(person.tenant().id());
    return usage
        .today(person.viewer(), scope)
        .flatMap(today ->
            Mono.zip(
                usage.report(person.viewer(), scope, view.question(today)),
                usage.report(person.viewer(), scope, view.before(today))))
        .map(reports -> {
          model.addAttribute("page", new UsagePage(view, reports.getT1(), reports.getT2(), texts));
          model.addAttribute("view", view);
          model.addAttribute("scopes", scopes(person, view));
          model.addAttribute("dimensions", dimensions(view));
          model.addAttribute("measures", measures(view));
          model.addAttribute("periods", periods());
          model.addAttribute("csv", view.path("/usage.csv"));
          return "usage/usage";
        });
  }

  @GetMapping("/usage.csv")
  Mono<ResponseEntity<Flux<String>>> csv(
      @AuthenticationPrincipal SignedIn person,
      @RequestParam(required = false) @Nullable String of,
      @RequestParam(required = false) @Nullable String period,
      @RequestParam(required = false) @Nullable String by) {
    var view = UsageView.read(of, period, by, null);
    var scope = view.of().scope(person.tenant().id());
    return usage
        .today(person.viewer(), scope)
        .map(today ->
            ResponseEntity.ok()
                .contentType(CSV)
                .header(
                    HttpHeaders.CONTENT_DISPOSITION,
                    "attachment; filename=\"usage-" + today + ".csv\"")
                .body(usage.csv(person.viewer(), scope, view.question(today))));
  }

  private List<Tab> scopes(SignedIn person, UsageView view) {
    var offered = new ArrayList<Whose>();
    offered.add(Whose.OWN);
    if (Authorization.allows(person.viewer(), Action.MANAGE_APIS, person.tenant().id())) {
      offered.add(Whose.PUBLISHED);
    }
    if (Authorization.allows(person.viewer(), Action.VIEW_PLATFORM)) {
      offered.add(Whose.PLATFORM);
    }
    return offered.stream()
        .map(whose ->
            new Tab(
                texts.text("usage.of." + UsageView.name(whose)),
                view.with(whose, UsagePage.dimensions(whose).getFirst()).path("/usage"),
                whose == view.of()))
        .toList();
  }

  private List<Tab> dimensions(UsageView view) {
    return UsagePage.dimensions(view.of()).stream()
        .map(dimension ->
            new Tab(
                texts.text("usage.by." + UsageView.name(dimension)),
                view.with(dimension).path("/usage"),
                dimension == view.by()))
        .toList();
  }

  private List<Tab> measures(UsageView view) {
    return Arrays.stream(Measure.values())
        .map(measure ->
            new Tab(
                texts.text("usage." + UsageView.name(measure)),
                view.with(measure).path("/usage"),
                measure == view.measure()))
        .toList();
  }

  private List<Choice> periods() {
    return Arrays.stream(UsagePeriod.values())
        .map(period ->
            new Choice(
                UsageView.name(period), texts.text("usage.period." + UsageView.name(period))))
        .toList();
  }
}
