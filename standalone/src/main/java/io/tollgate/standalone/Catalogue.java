package io.tollgate.standalone;

import io.tollgate.domain.catalogue.Api;
import io.tollgate.domain.catalogue.Apis;
import io.tollgate.domain.configuration.Transactions;
import io.tollgate.domain.model.Models;
import io.tollgate.domain.provider.Providers;
import io.tollgate.domain.tenant.Tenants;
import org.springframework.context.ApplicationContext;
import reactor.core.publisher.Mono;

/** The ports that set-up writes through, taken from a running app. */
record Catalogue(
    Transactions transactions, Tenants tenants, Apis apis, Models models, Providers providers) {

  static Catalogue of(ApplicationContext app) {
    return new Catalogue(
        app.getBean(Transactions.class),
        app.getBean(Tenants.class),
        app.getBean(Apis.class),
        app.getBean(Models.class),
        app.getBean(Providers.class));
  }

  /** The AI API of the first start, which every model that set-up registers is offered by. */
  Mono<Api> chat() {
    return apis.findBySlug(DemoApis.AI_API);
  }
}
