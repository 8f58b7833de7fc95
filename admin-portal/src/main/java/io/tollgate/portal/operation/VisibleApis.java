package io.tollgate.portal.operation;

import io.tollgate.domain.authorization.Action;
import io.tollgate.domain.authorization.Authorization;
import io.tollgate.domain.authorization.Viewer;
import io.tollgate.domain.catalogue.Api;
import io.tollgate.domain.catalogue.Apis;
import io.tollgate.domain.catalogue.Lifecycle;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** Which APIs a person may know of: one rule for the pages and for the admin API. */
@Component
public class VisibleApis {

  private final Apis apis;

  VisibleApis(Apis apis) {
    this.apis = apis;
  }

  /** What the viewer can see and the gateway serves, by name. */
  public Flux<Api> served(@Nullable Viewer viewer) {
    return apis.all().filter(api -> api.isServed() && isVisible(viewer, api));
  }

  /** Whether a person may know of an API at all; a null viewer is somebody not signed in. */
  public static boolean isVisible(@Nullable Viewer viewer, Api api) {
    if (api.lifecycle() != Lifecycle.DRAFT && api.visibility() == Api.Visibility.PUBLIC) {
      return true;
    }
    return viewer != null && Authorization.allows(viewer, Action.VIEW_OWN_APIS, api.tenant());
  }
}
