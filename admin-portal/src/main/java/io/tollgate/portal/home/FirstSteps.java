package io.tollgate.portal.home;

import io.tollgate.domain.application.CredentialTotals;
import io.tollgate.domain.authorization.Action;
import io.tollgate.domain.authorization.Authorization;
import io.tollgate.domain.catalogue.Plan;
import io.tollgate.domain.subscription.Subscription.Status;
import io.tollgate.portal.catalogue.Access;
import io.tollgate.portal.catalogue.CatalogueEntry;
import io.tollgate.portal.catalogue.CatalogueOperations;
import io.tollgate.portal.catalogue.CatalogueQuery;
import io.tollgate.portal.security.SignedIn;
import io.tollgate.portal.subscription.SubscriptionOperations;
import io.tollgate.portal.subscription.SubscriptionOverview;
import io.tollgate.portal.subscription.SubscriptionQuery;
import io.tollgate.portal.web.Texts;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The three steps to the first answer: access, a key, a call. Each names the one thing to do. */
@Component
class FirstSteps {

  private final CatalogueOperations catalogue;
  private final SubscriptionOperations subscriptions;
  private final Texts texts;

  FirstSteps(CatalogueOperations catalogue, SubscriptionOperations subscriptions, Texts texts) {
    this.catalogue = catalogue;
    this.subscriptions = subscriptions;
    this.texts = texts;
  }

  /**
   * A step as it is shown.
   *
   * @param state {@code done}, {@code current} or empty when it comes later
   * @param action what its button says, or null when there is nothing to do yet
   * @param path where a link leads, or null
   * @param post where a form is sent that needs nothing but a click, or null
   */
  record StepView(
      int number,
      String title,
      String text,
      String state,
      @Nullable String action,
      @Nullable String path,
      @Nullable String post) {}

  /**
   * The steps, or an empty list for somebody who only reads, or who has taken all of them.
   *
   * @param keys how many keys the person's tenant has
   */
  Mono<List<StepView>> of(SignedIn person, CredentialTotals keys) {
    var tenant = person.tenant().id();
    if (!Authorization.allows(person.viewer(), Action.REQUEST_SUBSCRIPTION, tenant)) {
      return Mono.just(List.of());
    }
    return Mono.zip(
            newest(person, Status.APPROVED), newest(person, Status.PENDING), suggestion(person))
        .map(found ->
            steps(
                found.getT1().orElse(null),
                found.getT2().orElse(null),
                keys,
                found.getT3().orElse(null)));
  }

  /** The API to begin with: one that nobody has to approve comes first. */
  private Mono<Optional<CatalogueEntry>> suggestion(SignedIn person) {
    return catalogue
        .search(person.viewer(), CatalogueQuery.ALL)
        .map(page ->
            page.entries().stream()
                .filter(entry -> entry.access() == Access.NONE && !entry.plans().isEmpty())
                .min(
                    Comparator.comparing(FirstSteps::needsApproval)
                        .thenComparing(entry -> entry.models().isEmpty())));
  }

  private static boolean needsApproval(CatalogueEntry entry) {
    return entry.plans().stream().noneMatch(plan -> plan.approval() == Plan.Approval.AUTOMATIC);
  }

  private List<StepView> steps(
      @Nullable SubscriptionOverview granted,
      @Nullable SubscriptionOverview pending,
      CredentialTotals keys,
      @Nullable CatalogueEntry suggestion) {
    if (keys.used() > 0) {
      return List.of();
    }
    return List.of(access(granted, pending, suggestion), key(granted, keys), call(granted, keys));
  }

  private StepView access(
      @Nullable SubscriptionOverview granted,
      @Nullable SubscriptionOverview pending,
      @Nullable CatalogueEntry suggestion) {
    if (granted != null) {
      return done(1, "access", texts.text("steps.access.done", granted.api().name()));
    }
    if (pending != null) {
      return current(
          1,
          "access",
          texts.text("steps.access.pending", pending.owner().name(), pending.api().name()),
          texts.text("steps.access.see"),
          "/subscriptions/" + pending.subscription().id(),
          null);
    }
    if (suggestion == null) {
      return current(
          1,
          "access",
          texts.text("steps.access.text"),
          texts.text("subscriptions.find"),
          "/apis",
          null);
    }
    return current(
        1,
        "access",
        texts.text("steps.access.text"),
        texts.text("steps.access.to", suggestion.api().name()),
        "/apis/" + suggestion.api().slug() + "/subscribe",
        null);
  }

  private StepView key(@Nullable SubscriptionOverview granted, CredentialTotals keys) {
    if (keys.valid() > 0) {
      return done(2, "key", texts.text("steps.key.done"));
    }
    return granted == null
        ? later(2, "key", texts.text("steps.key.text"))
        : current(
            2,
            "key",
            texts.text("steps.key.text"),
            texts.text("key.create"),
            null,
            "/apps/" + granted.application().id() + "/keys");
  }

  private StepView call(@Nullable SubscriptionOverview granted, CredentialTotals keys) {
    return granted == null || keys.valid() == 0
        ? later(3, "call", texts.text("steps.call.text"))
        : current(
            3,
            "call",
            texts.text("steps.call.text"),
            texts.text("steps.call.how"),
            "/apis/" + granted.api().slug() + "/reference",
            null);
  }

  private StepView done(int number, String key, String text) {
    return new StepView(number, title(key), text, "done", null, null, null);
  }

  private StepView later(int number, String key, String text) {
    return new StepView(number, title(key), text, "", null, null, null);
  }

  private StepView current(
      int number,
      String key,
      String text,
      String action,
      @Nullable String path,
      @Nullable String post) {
    return new StepView(number, title(key), text, "current", action, path, post);
  }

  private String title(String key) {
    return texts.text("steps." + key);
  }

  private Mono<Optional<SubscriptionOverview>> newest(SignedIn person, Status status) {
    return subscriptions
        .list(person.viewer(), person.tenant().id(), SubscriptionQuery.in(status), null, 1)
        .singleOrEmpty()
        .singleOptional();
  }
}
