package io.tollgate.portal.settings;

import io.tollgate.domain.catalogue.Api;
import io.tollgate.domain.tenant.Tenant;

/** An API that goes on offering models although its tenant may publish none any more. */
record LeftOver(Tenant tenant, Api api) {

  public String path() {
    return "/t/" + tenant.slug() + "/apis/" + api.id();
  }
}
