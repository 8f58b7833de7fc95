package io.tollgate.portal.usage;

import io.tollgate.domain.application.Application;
import io.tollgate.domain.application.ApplicationId;
import io.tollgate.domain.application.Applications;
import io.tollgate.domain.application.Credential;
import io.tollgate.domain.application.Credentials;
import io.tollgate.domain.catalogue.Api;
import io.tollgate.domain.catalogue.Apis;
import io.tollgate.domain.catalogue.Plan;
import io.tollgate.domain.ledger.LedgerEntry;
import io.tollgate.domain.ledger.LedgerEntry.Destination;
import io.tollgate.domain.model.Deployment;
import io.tollgate.domain.model.DeploymentId;
import io.tollgate.domain.model.Models;
import io.tollgate.domain.model.Price;
import io.tollgate.domain.provider.Provider;
import io.tollgate.domain.provider.ProviderId;
import io.tollgate.domain.provider.Providers;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What the ids in an entry stand for. What is gone since has no name any more. */
@Component
class LogNames {

  private final Applications applications;
  private final Credentials credentials;
  private final Apis apis;
  private final Models models;
  private final Providers providers;

  LogNames(
      Applications applications,
      Credentials credentials,
      Apis apis,
      Models models,
      Providers providers) {
    this.applications = applications;
    this.credentials = credentials;
    this.apis = apis;
    this.models = models;
    this.providers = providers;
  }

  /** The objects behind one entry, each empty when it is gone. */
  record Behind(
      String application,
      Optional<Credential> credential,
      Optional<Api> api,
      Optional<Plan> plan,
      Optional<Price> price,
      Map<DeploymentId, String> deployments) {}

  Mono<Map<ApplicationId, String>> applications(Collection<LedgerEntry> entries) {
    return Flux.fromIterable(entries)
        .map(LedgerEntry::application)
        .distinct()
        .flatMap(applications::find, 8)
        .collectMap(Application::id, Application::name);
  }

  Mono<Behind> behind(LedgerEntry entry) {
    return Mono.zip(
            applications
                .find(entry.application())
                .map(Application::name)
                .defaultIfEmpty(entry.application().toString()),
            optional(credentials.find(entry.credential())),
            found(entry.api(), apis::find),
            found(entry.plan(), apis::findPlan),
            price(entry),
            deployments(entry))
        .map(parts ->
            new Behind(
                parts.getT1(),
                parts.getT2(),
                parts.getT3(),
                parts.getT4(),
                parts.getT5(),
                parts.getT6()));
  }

  private Mono<Optional<Price>> price(LedgerEntry entry) {
    var model = entry.model();
    return model == null || entry.price() == null
        ? Mono.just(Optional.empty())
        : optional(models.prices(model).filter(price -> price.id().equals(entry.price())).next());
  }

  /** Each deployment that was tried, as model at provider. */
  private Mono<Map<DeploymentId, String>> deployments(LedgerEntry entry) {
    return Flux.fromIterable(entry.attempts())
        .map(LedgerEntry.Attempt::destination)
        .ofType(Destination.Deployed.class)
        .map(Destination.Deployed::deployment)
        .distinct()
        .concatMap(models::findDeployment)
        .concatMap(deployment ->
            provider(deployment.provider())
                .map(provider -> Map.entry(deployment.id(), name(deployment, provider))))
        .collectMap(Map.Entry::getKey, Map.Entry::getValue);
  }

  private Mono<String> provider(ProviderId id) {
    return providers.find(id).map(Provider::name).defaultIfEmpty(id.toString());
  }

  private static String name(Deployment deployment, String provider) {
    return deployment.upstreamModel() + " · " + provider;
  }

  private static <I, T> Mono<Optional<T>> found(@Nullable I id, Function<I, Mono<T>> find) {
    return id == null ? Mono.just(Optional.empty()) : optional(find.apply(id));
  }

  private static <T> Mono<Optional<T>> optional(Mono<T> found) {
    return found.map(Optional::of).defaultIfEmpty(Optional.empty());
  }
}
