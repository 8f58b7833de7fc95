package io.tollgate.portal.usage;

import io.tollgate.domain.application.Application;
import io.tollgate.domain.application.ApplicationId;
import io.tollgate.domain.application.Applications;
import io.tollgate.domain.application.CredentialId;
import io.tollgate.domain.application.Credentials;
import io.tollgate.domain.catalogue.Api;
import io.tollgate.domain.catalogue.ApiId;
import io.tollgate.domain.catalogue.Apis;
import io.tollgate.domain.ledger.Grouping.Dimension;
import io.tollgate.domain.provider.Provider;
import io.tollgate.domain.provider.ProviderId;
import io.tollgate.domain.provider.Providers;
import io.tollgate.domain.tenant.Tenant;
import io.tollgate.domain.tenant.TenantId;
import io.tollgate.domain.tenant.Tenants;
import java.util.Collection;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What groups are called, for people: the name of what an id stands for. */
@Component
class Labels {

  private final Applications applications;
  private final Credentials credentials;
  private final Apis apis;
  private final Providers providers;
  private final Tenants tenants;

  Labels(
      Applications applications,
      Credentials credentials,
      Apis apis,
      Providers providers,
      Tenants tenants) {
    this.applications = applications;
    this.credentials = credentials;
    this.apis = apis;
    this.providers = providers;
    this.tenants = tenants;
  }

  /** The labels of groups; one that has none any more is called by its id. */
  Mono<Map<String, String>> of(Dimension dimension, Collection<String> groups) {
    return Flux.fromIterable(groups)
        .flatMap(
            group ->
                label(dimension, group).defaultIfEmpty(group).map(label -> Map.entry(group, label)),
            8)
        .collectMap(Map.Entry::getKey, Map.Entry::getValue);
  }

  private Mono<String> label(Dimension dimension, String group) {
    return switch (dimension) {
      case NOTHING, MODEL -> Mono.just(group);
      case APPLICATION -> applications.find(ApplicationId.of(group)).map(Application::name);
      case API -> apis.find(ApiId.of(group)).map(Api::name);
      case CREDENTIAL ->
          credentials
              .find(CredentialId.of(group))
              .map(credential -> credential.name() + " (" + credential.prefix() + "…)");
      case PROVIDER -> providers.find(ProviderId.of(group)).map(Provider::name);
      case TENANT -> tenants.find(TenantId.of(group)).map(Tenant::name);
    };
  }
}
