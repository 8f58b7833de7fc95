package io.tollgate.portal.workspace;

import io.tollgate.domain.application.Application;
import io.tollgate.domain.application.ApplicationId;
import io.tollgate.domain.application.CredentialCount;
import io.tollgate.domain.authorization.Action;
import io.tollgate.domain.authorization.Authorization;
import io.tollgate.domain.ledger.EntryFilter;
import io.tollgate.domain.ledger.Grouping;
import io.tollgate.domain.ledger.LedgerQueries;
import io.tollgate.domain.ledger.LedgerScope;
import io.tollgate.domain.ledger.UsageSum;
import io.tollgate.portal.application.ApplicationOperations;
import io.tollgate.portal.security.SignedIn;
import io.tollgate.portal.subscription.SubscriptionOperations;
import io.tollgate.portal.subscription.SubscriptionOverview;
import io.tollgate.portal.subscription.SubscriptionQuery;
import io.tollgate.portal.subscription.SubscriptionViews;
import io.tollgate.portal.web.Crumb;
import io.tollgate.portal.web.Figure;
import io.tollgate.portal.web.Numbers;
import io.tollgate.portal.web.Page;
import io.tollgate.portal.web.Texts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import reactor.core.publisher.Mono;

/** One application on one page that answers "does it work?". */
@Component
class ApplicationPage {

  /** Of its subscriptions; the list of all of the tenant's goes on. */
  private static final int SHOWN = 50;

  private static final Duration RECENT = Duration.ofHours(24);

  private static final long QUARTER = Duration.ofMinutes(15).toSeconds();

  private final ApplicationOperations applications;
  private final KeyLines keys;
  private final SubscriptionOperations subscriptions;
  private final SubscriptionViews subscriptionViews;
  private final LedgerQueries ledger;
  private final Texts texts;
  private final Clock clock;

  ApplicationPage(
      ApplicationOperations applications,
      KeyLines keys,
      SubscriptionOperations subscriptions,
      SubscriptionViews subscriptionViews,
      LedgerQueries ledger,
      Texts texts,
      Clock clock) {
    this.applications = applications;
    this.keys = keys;
    this.subscriptions = subscriptions;
    this.subscriptionViews = subscriptionViews;
    this.ledger = ledger;
    this.texts = texts;
    this.clock = clock;
  }

  /** The way to what belongs to an application. */
  Mono<List<Crumb>> beneath(SignedIn person, ApplicationId id) {
    return applications
        .find(person.viewer(), id)
        .map(application -> List.of(list(), new Crumb(application.name(), "/apps/" + id)));
  }

  private Crumb list() {
    return new Crumb(texts.text("navigation.applications"), "/apps");
  }

  /** Fills the page of an application; a form that is in the model already stays. */
  Mono<String> show(SignedIn person, ApplicationId id, KeySearch search, Model model) {
    var viewer = person.viewer();
    return applications
        .find(viewer, id)
        .flatMap(application ->
            Mono.zip(
                    keys.list(person, application, search),
                    subscriptions
                        .list(viewer, id, SubscriptionQuery.ALL, null, SHOWN + 1)
                        .collectList()
                        .map(read -> Page.of(read, SHOWN)),
                    subscriptions.granted(viewer, id),
                    recent(application))
                .doOnNext(found -> {
                  fill(model, person, application, found.getT1(), found.getT2());
                  model.addAttribute(
                      "figures", figures(found.getT1().count(), found.getT3(), found.getT4()));
                }))
        .thenReturn("application/application");
  }

  private void fill(
      Model model,
      SignedIn person,
      Application application,
      KeyLines.Page keys,
      Page<SubscriptionOverview> subscribed) {
    model.addAttribute("crumbs", List.of(list()));
    model.addAttribute("app", application);
    model.addAttribute("disabled", application.status() == Application.Status.DISABLED);
    model.addAttribute("keys", keys);
    model.addAttribute(
        "subscriptions",
        subscribed.shown().stream().map(one -> subscriptionViews.line(one, person)).toList());
    model.addAttribute("moreSubscriptions", subscribed.more());
    model.addAttribute(
        "canManage",
        Authorization.allows(person.viewer(), Action.MANAGE_CREDENTIALS, application.tenant()));
    if (!model.containsAttribute("form")) {
      model.addAttribute(
          "form", new NewKey(texts.text("key.name.first", keys.count().all() + 1), 0));
    }
  }

  /** What the form for a new key begins with. */
  record NewKey(String name, int days) {}

  private Mono<List<UsageSum>> recent(Application application) {
    var now = clock.instant();
    var filter =
        new EntryFilter(
            wholeQuarter(now.minus(RECENT)),
            wholeQuarter(now).plusSeconds(QUARTER),
            application.tenant(),
            application.id(),
            null,
            null,
            null,
            null);
    var whole = new Grouping(Grouping.Dimension.NOTHING, Grouping.Period.WHOLE, ZoneOffset.UTC);
    return ledger.sums(new LedgerScope.Consumer(application.tenant()), filter, whole).collectList();
  }

  private static Instant wholeQuarter(Instant moment) {
    return Instant.ofEpochSecond(moment.getEpochSecond() / QUARTER * QUARTER);
  }

  private List<Figure> figures(CredentialCount keys, long granted, List<UsageSum> sums) {
    long requests = sums.stream().mapToLong(UsageSum::requests).sum();
    long broken = sums.stream().mapToLong(sum -> sum.failed() + sum.refused()).sum();
    return List.of(
        new Figure(texts.text("application.keys.valid"), Numbers.whole(keys.valid()), null),
        new Figure(texts.text("application.apis"), Numbers.whole(granted), null),
        new Figure(
            texts.text("application.requests"),
            Numbers.compact(requests),
            texts.text("application.broken", Numbers.whole(broken))),
        new Figure(texts.text("application.spend"), spend(sums), texts.text("application.recent")));
  }

  private static String spend(List<UsageSum> sums) {
    return Numbers.money(sums.stream().map(UsageSum::cost).flatMap(Stream::ofNullable));
  }
}
