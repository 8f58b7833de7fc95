package io.tollgate.portal.model;

import static io.tollgate.portal.operation.Lookup.known;

import io.tollgate.domain.authorization.Action;
import io.tollgate.domain.authorization.Authorization;
import io.tollgate.domain.authorization.Viewer;
import io.tollgate.domain.configuration.Settings;
import io.tollgate.domain.tenant.TenantId;
import io.tollgate.domain.tenant.Tenants;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Who may publish models: one rule for the pages and for the admin API. Models cost the platform
 * money, and whoever publishes one can grant it to themselves.
 */
@Component
public class ModelPublishers {

  private final Settings settings;
  private final Tenants tenants;

  ModelPublishers(Settings settings, Tenants tenants) {
    this.settings = settings;
    this.tenants = tenants;
  }

  /** What platform admins have chosen. */
  public Mono<ModelPublishing> chosen() {
    return settings
        .find(ModelPublishing.SETTING)
        .map(ModelPublishing::of)
        .defaultIfEmpty(ModelPublishing.TEAM_TENANTS);
  }

  /** Whether the viewer may have an API of the tenant offer models. */
  public Mono<Boolean> mayPublish(Viewer viewer, TenantId tenant) {
    return Authorization.allows(viewer, Action.OFFER_MODELS_ANYWHERE)
        ? Mono.just(true)
        : chosen().zipWith(known(tenants.find(tenant)), ModelPublishing::allows);
  }
}
