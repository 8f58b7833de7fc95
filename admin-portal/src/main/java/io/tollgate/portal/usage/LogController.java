package io.tollgate.portal.usage;

import io.tollgate.domain.application.ApplicationId;
import io.tollgate.domain.authorization.Action;
import io.tollgate.domain.authorization.Authorization;
import io.tollgate.domain.authorization.NotVisible;
import io.tollgate.domain.ledger.LedgerEntry;
import io.tollgate.domain.ledger.LedgerScope;
import io.tollgate.portal.application.ApplicationOperations;
import io.tollgate.portal.application.ApplicationQuery;
import io.tollgate.portal.security.SignedIn;
import io.tollgate.portal.usage.UsageView.Whose;
import io.tollgate.portal.web.Choice;
import io.tollgate.portal.web.DecimalColumn;
import io.tollgate.portal.web.Pager;
import io.tollgate.portal.web.Tab;
import io.tollgate.portal.web.Texts;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The request log, and one request explained. */
@Controller
class LogController {

  private static final int PAGE = 50;

  private final RequestLog log;
  private final LogNames names;
  private final UsageAccess access;
  private final ApplicationOperations applications;
  private final Texts texts;
  private final Clock clock;

  LogController(
      RequestLog log,
      LogNames names,
      UsageAccess access,
      ApplicationOperations applications,
      Texts texts,
      Clock clock) {
    this.log = log;
    this.names = names;
    this.access = access;
    this.applications = applications;
    this.texts = texts;
    this.clock = clock;
  }

  @GetMapping("/logs")
  Mono<String> list(
      @AuthenticationPrincipal SignedIn person, LogView.Address address, Model model) {
    var view = LogView.read(address);
    var scope = view.of().scope(person.tenant().id());
    return access
        .zone(scope)
        .flatMap(zone ->
            Mono.zip(rows(person, scope, view, zone), choices(person, view))
                .map(found -> {
                  model.addAttribute("rows", found.getT1().rows());
                  model.addAttribute("costs", found.getT1().costs());
                  model.addAttribute("pager", found.getT1().pager());
                  model.addAttribute("applications", found.getT2());
                  model.addAttribute("view", view);
                  model.addAttribute("zone", zone.getId());
                  model.addAttribute("periods", periods());
                  model.addAttribute("outcomes", outcomes());
                  model.addAttribute("scopes", scopes(person, view));
                  return "usage/logs";
                }));
  }

  @GetMapping("/logs/{requestId}")
  Mono<String> explain(
      @AuthenticationPrincipal SignedIn person,
      @PathVariable String requestId,
      ServerHttpResponse response,
      Model model) {
    return find(person, requestId)
        .flatMap(entry ->
            Mono.zip(names.behind(entry), access.zone(new LedgerScope.Consumer(entry.tenant())))
                .map(found -> {
                  model.addAttribute(
                      "page",
                      new RequestPage(
                          entry,
                          found.getT1(),
                          UsageAccess.tellsUpstream(person.viewer(), entry),
                          found.getT2(),
                          clock.instant(),
                          texts));
                  return "usage/request";
                }))
        .onErrorResume(
            NotVisible.class,
            unknown -> {
              response.setStatusCode(HttpStatus.NOT_FOUND);
              return Mono.just("usage/request-unknown");
            });
  }

  /** A person finds a request through each scope that they may look into. */
  private Mono<LedgerEntry> find(SignedIn person, String requestId) {
    UUID id;
    try {
      id = UUID.fromString(requestId);
    } catch (IllegalArgumentException noId) {
      return Mono.error(new NotVisible());
    }
    return Flux.fromIterable(offered(person))
        .concatMap(whose ->
            log.find(person.viewer(), whose.scope(person.tenant().id()), id)
                .onErrorResume(NotVisible.class, elsewhere -> Mono.empty()))
        .next()
        .switchIfEmpty(Mono.error(NotVisible::new));
  }

  /** One page of the log. */
  private record Page(List<LogRow> rows, DecimalColumn costs, Pager pager) {}

  private Mono<Page> rows(SignedIn person, LedgerScope scope, LogView view, ZoneId zone) {
    var today = LocalDate.ofInstant(clock.instant(), zone);
    // One more than is shown tells whether there is a next page.
    return log.entries(person.viewer(), scope, view.question(today, zone), view.after(), PAGE + 1)
        .collectList()
        .flatMap(found -> names.applications(found).map(named -> page(view, zone, found, named)));
  }

  private Page page(
      LogView view, ZoneId zone, List<LedgerEntry> found, Map<ApplicationId, String> named) {
    var rows =
        found.stream()
            .limit(PAGE)
            .map(entry -> row(entry, named.getOrDefault(entry.application(), ""), zone))
            .toList();
    var first = view.after() == null ? null : view.path("/logs");
    var next = found.size() > PAGE ? view.next(found.get(PAGE - 1)) : null;
    var costs = DecimalColumn.of(rows.stream().map(LogRow::cost).toList());
    return new Page(rows, costs, new Pager(first, next));
  }

  private LogRow row(LedgerEntry entry, String application, ZoneId zone) {
    return LogRow.of(
        entry, application, "/logs/" + entry.requestId(), zone, clock.instant(), texts);
  }

  private Mono<List<Choice>> choices(SignedIn person, LogView view) {
    return applications
        .offered(person.viewer(), person.tenant().id(), ApplicationQuery.ALL, view.application())
        .map(application -> new Choice(application.id().toString(), application.name()))
        .collectList();
  }

  private List<Tab> scopes(SignedIn person, LogView view) {
    return offered(person).stream()
        .map(whose ->
            new Tab(
                texts.text("usage.of." + UsageView.name(whose)),
                new LogView(
                        whose, view.period(), null, null, null, view.outcome(), view.status(), null)
                    .path("/logs"),
                whose == view.of()))
        .toList();
  }

  private static List<Whose> offered(SignedIn person) {
    var offered = new ArrayList<Whose>();
    offered.add(Whose.OWN);
    if (Authorization.allows(person.viewer(), Action.MANAGE_APIS, person.tenant().id())) {
      offered.add(Whose.PUBLISHED);
    }
    if (Authorization.allows(person.viewer(), Action.VIEW_PLATFORM)) {
      offered.add(Whose.PLATFORM);
    }
    return offered;
  }

  private List<Choice> periods() {
    return Arrays.stream(UsagePeriod.values())
        .map(period -> choice("usage.period.", period))
        .toList();
  }

  private List<Choice> outcomes() {
    return Arrays.stream(LedgerEntry.Outcome.values())
        .map(outcome -> choice("outcome.", outcome))
        .toList();
  }

  private Choice choice(String key, Enum<?> value) {
    var name = UsageView.name(value);
    return new Choice(name, texts.text(key + name));
  }
}
