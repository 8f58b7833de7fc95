package io.tollgate.domain.snapshot;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the subscription that a request runs on, or says why there is none. */
public final class AccessRules {

  private static final Access UNKNOWN = new Access.Unknown();

  private AccessRules() {}

  /** For a request that names the API by its path; the model is null where none is asked for. */
  public static Access toApi(Caller caller, PublishedApi published, @Nullable String model) {
    if (model != null && !published.models().containsKey(model)) {
      return UNKNOWN;
    }
    var grant = grantOf(caller, published);
    if (grant == null || !grant.isApproved()) {
      var visible = grant != null || published.api().isVisibleTo(caller.tenant().id());
      var status = grant == null ? null : grant.subscription().status();
      return visible ? new Access.NotSubscribed(published.api(), status) : UNKNOWN;
    }
    return model == null || grant.model(model) != null
        ? new Access.Granted(grant)
        : new Access.NotInPlan(grant);
  }

  /** For a request that names the model only. */
  public static Access toModel(Caller caller, String model, List<PublishedApi> offering) {
    Grant found = null;
    List<Grant> several = null;
    for (Grant grant : caller.grants()) {
      if (!grant.isApproved() || grant.model(model) == null) {
        continue;
      }
      if (found == null) {
        found = grant;
      } else {
        several = several == null ? new ArrayList<>(List.of(found)) : several;
        several.add(grant);
      }
    }
    if (several != null) {
      return new Access.Ambiguous(several.stream().map(Grant::api).toList());
    }
    return found == null ? without(caller, offering) : new Access.Granted(found);
  }

  /** What comes closest to a subscription: one that waits, then an API that can be asked for. */
  private static Access without(Caller caller, List<PublishedApi> offering) {
    Access closest = UNKNOWN;
    for (PublishedApi published : offering) {
      var grant = grantOf(caller, published);
      if (grant != null && !grant.isApproved()) {
        return new Access.NotSubscribed(published.api(), grant.subscription().status());
      }
      if (grant != null) {
        closest = new Access.NotInPlan(grant);
      } else if (closest.equals(UNKNOWN) && published.api().isVisibleTo(caller.tenant().id())) {
        closest = new Access.NotSubscribed(published.api(), null);
      }
    }
    return closest;
  }

  private static @Nullable Grant grantOf(Caller caller, PublishedApi published) {
    for (Grant grant : caller.grants()) {
      if (grant.api().id().equals(published.api().id())) {
        return grant;
      }
    }
    return null;
  }
}
