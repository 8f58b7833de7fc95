package io.tollgate.portal.web;

import io.tollgate.domain.authorization.Action;
import io.tollgate.domain.authorization.Authorization;
import io.tollgate.domain.subscription.Subscription;
import io.tollgate.domain.subscription.SubscriptionFilter;
import io.tollgate.domain.subscription.SubscriptionScope;
import io.tollgate.domain.subscription.Subscriptions;
import io.tollgate.portal.security.SignedIn;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The sidebar of a person: the pages that they may see, and where something waits for them. */
@Component
class Navigation {

  /** Where a decision is sent to; what is wrong with it is shown in the inbox. */
  private static final Pattern DECISION = Pattern.compile("/subscriptions/[^/]+/(approve|reject)");

  private final Texts texts;
  private final Subscriptions subscriptions;

  Navigation(Texts texts, Subscriptions subscriptions) {
    this.texts = texts;
    this.subscriptions = subscriptions;
  }

  Mono<List<NavigationGroup>> of(@Nullable SignedIn person, String path) {
    if (person == null) {
      return Mono.just(List.of(build(path, false)));
    }
    return waiting(person).map(waiting -> groups(person, path, waiting));
  }

  private List<NavigationGroup> groups(SignedIn person, String path, long waiting) {
    var groups = new ArrayList<NavigationGroup>();
    groups.add(build(path, person.current() != null));
    if (person.current() != null) {
      groups.add(tenant(person, path, waiting));
    }
    if (Authorization.allows(person.viewer(), Action.VIEW_PLATFORM)) {
      groups.add(platform(path, waiting));
    }
    return groups;
  }

  private NavigationGroup build(String path, boolean canTry) {
    var items = new ArrayList<NavigationGroup.Item>();
    items.add(item("catalogue", "/apis", path));
    items.add(item("models", "/models", path));
    if (canTry) {
      items.add(item("playground", "/playground", path));
    }
    items.add(item("guides", "/docs", path));
    return new NavigationGroup(texts.text("navigation.build"), items);
  }

  private NavigationGroup tenant(SignedIn person, String path, long waiting) {
    var tenant = person.tenant();
    var base = "/t/" + tenant.slug();
    var items = new ArrayList<NavigationGroup.Item>();
    items.add(item("applications", "/apps", path));
    items.add(item("subscriptions", "/subscriptions", path));
    items.add(item("usage", "/usage", path));
    items.add(item("logs", "/logs", path));
    if (Authorization.allows(person.viewer(), Action.DECIDE_SUBSCRIPTION, tenant.id())
        && !person.viewer().platformAdmin()) {
      items.add(item("approvals", "/approvals", path, waiting));
    }
    if (Authorization.allows(person.viewer(), Action.VIEW_OWN_APIS, tenant.id())) {
      items.add(item("ownApis", base + "/apis", path));
    }
    items.add(item("members", base + "/members", path));
    if (Authorization.allows(person.viewer(), Action.VIEW_AUDIT, tenant.id())) {
      items.add(item("audit", base + "/audit", path));
    }
    return new NavigationGroup(tenant.name(), items);
  }

  private NavigationGroup platform(String path, long waiting) {
    return new NavigationGroup(
        texts.text("navigation.platform"),
        List.of(
            new NavigationGroup.Item(
                texts.text("navigation.overview"), "/admin", path.equals("/admin"), 0),
            item("approvals", "/approvals", path, waiting),
            item("providers", "/admin/providers", path),
            item("models", "/admin/models", path),
            item("tenants", "/admin/tenants", path),
            item("users", "/admin/users", path),
            item("audit", "/admin/audit", path),
            item("settings", "/admin/settings", path)));
  }

  private NavigationGroup.Item item(String key, String target, String path) {
    return item(key, target, path, 0);
  }

  private NavigationGroup.Item item(String key, String target, String path, long count) {
    var place = DECISION.matcher(path).matches() ? "/approvals" : path;
    boolean current = place.equals(target) || place.startsWith(target + "/");
    return new NavigationGroup.Item(texts.text("navigation." + key), target, current, count);
  }

  /** How many requests this person can decide; one more than is shown stands for all of them. */
  private Mono<Long> waiting(SignedIn person) {
    return switch (SubscriptionScope.decidedBy(person.viewer())) {
      case SubscriptionScope.Owners(var tenants) when tenants.isEmpty() -> Mono.just(0L);
      case SubscriptionScope scope ->
          subscriptions.count(
              SubscriptionFilter.of(scope).in(Subscription.Status.PENDING),
              NavigationGroup.Item.MOST + 1);
    };
  }
}
