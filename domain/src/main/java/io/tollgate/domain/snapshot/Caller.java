package io.tollgate.domain.snapshot;

import io.tollgate.domain.application.Application;
import io.tollgate.domain.application.Credential;
import io.tollgate.domain.tenant.Tenant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Who calls with a credential, and what the application may use. */
public record Caller(
    Tenant tenant, Application application, Credential credential, List<Grant> grants) {

  public Caller {
    grants = List.copyOf(grants);
  }

  /** Every model that this caller may use, by name. */
  public Map<String, ServedModel> models() {
    var models = new TreeMap<String, ServedModel>();
    grants.stream()
        .filter(Grant::isApproved)
        .flatMap(Grant::models)
        .forEach(model -> models.put(model.name(), model));
    return models;
  }
}
