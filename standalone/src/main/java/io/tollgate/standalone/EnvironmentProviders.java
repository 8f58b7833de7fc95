package io.tollgate.standalone;

import io.tollgate.domain.audit.Actor;
import io.tollgate.domain.audit.Change;
import io.tollgate.domain.catalogue.Api;
import io.tollgate.domain.catalogue.Plan;
import io.tollgate.domain.model.Deployment;
import io.tollgate.domain.model.DeploymentId;
import io.tollgate.domain.model.Model;
import io.tollgate.domain.model.ModelId;
import io.tollgate.domain.model.Price;
import io.tollgate.domain.model.PriceId;
import io.tollgate.domain.money.Money;
import io.tollgate.domain.provider.AuthStyle;
import io.tollgate.domain.provider.Provider;
import io.tollgate.domain.provider.ProviderId;
import io.tollgate.domain.secret.Secret;
import io.tollgate.domain.secret.SecretUnreadable;
import io.tollgate.domain.secret.SecretVault;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Registers the vendors whose keys stand in the environment, each once: what an admin changes later
 * stays, only a new key replaces the stored one.
 */
final class EnvironmentProviders {

  private static final Actor SETUP = Actor.system("environment");

  private final Catalogue catalogue;
  private final SecretVault vault;
  private final Clock clock;

  EnvironmentProviders(Catalogue catalogue, SecretVault vault, Clock clock) {
    this.catalogue = catalogue;
    this.vault = vault;
    this.clock = clock;
  }

  void register(Map<String, String> environment) {
    for (var known : KnownVendor.values()) {
      var key = environment.getOrDefault(known.variable(), "").strip();
      if (!key.isEmpty()) {
        register(known, Secret.of(key));
      }
    }
  }

  private void register(KnownVendor known, Secret key) {
    var existing = catalogue.providers().findBySlug(known.vendor().id()).blockOptional();
    if (existing.isEmpty()) {
      write("provider.registered", add(known, key));
    } else if (!stored(existing.get()).equals(Optional.of(key))) {
      var provider = existing.get();
      var encrypted = vault.encrypt(key, provider.id().toString());
      write(
          "provider.secret_replaced",
          catalogue.providers().save(provider.withSecret(encrypted, key.hint())));
    }
  }

  private Optional<Secret> stored(Provider provider) {
    try {
      return Optional.ofNullable(provider.encryptedSecret())
          .map(encrypted -> vault.decrypt(encrypted, provider.id().toString()));
    } catch (SecretUnreadable underAnotherMasterKey) {
      return Optional.empty();
    }
  }

  private Mono<Provider> add(KnownVendor known, Secret key) {
    var now = clock.instant();
    var id = ProviderId.create();
    var vendor = known.vendor();
    var provider =
        new Provider(
            id,
            vendor.id(),
            vendor.name(),
            vendor.format(),
            vendor.id(),
            URI.create(vendor.baseUrl()),
            vendor.auth(),
            vendor.auth() == AuthStyle.HEADER ? vendor.authHeader() : null,
            vault.encrypt(key, id.toString()),
            key.hint(),
            null,
            Map.of(),
            false,
            Provider.Status.ACTIVE,
            now);
    return catalogue
        .providers()
        .save(provider)
        .flatMap(saved ->
            Flux.fromIterable(known.models())
                .concatMap(model -> add(model, saved, now))
                .collectList()
                .flatMap(this::offer)
                .thenReturn(saved));
  }

  private Mono<ModelId> add(KnownVendor.KnownModel known, Provider provider, Instant now) {
    var model =
        new Model(
            ModelId.create(),
            known.name(),
            "",
            known.contextWindow(),
            known.maxOutput(),
            known.capabilities(),
            Model.Strategy.PRIORITY,
            Model.Status.ACTIVE,
            now);
    var deployment =
        new Deployment(
            DeploymentId.create(),
            model.id(),
            provider.id(),
            known.name(),
            0,
            1,
            Deployment.Status.ACTIVE,
            now);
    var price =
        new Price(
            PriceId.create(),
            model.id(),
            null,
            Money.USD,
            now,
            known.input(),
            known.output(),
            known.cacheRead(),
            known.cacheWrite(),
            null,
            null,
            null,
            null,
            known.cacheWriteHour(),
            null,
            null);
    return catalogue
        .models()
        .save(model)
        .then(catalogue.models().save(deployment))
        .then(catalogue.models().add(price))
        .thenReturn(model.id());
  }

  private Mono<Api> offer(List<ModelId> added) {
    return catalogue
        .chat()
        .flatMap(api -> {
          var models = new HashSet<>(api.models());
          models.addAll(added);
          return requireApproval(api).then(catalogue.apis().save(api.withModels(models)));
        });
  }

  /** Plans without approval go on with what they offer: nobody gets what costs money by asking. */
  private Mono<Void> requireApproval(Api api) {
    return catalogue
        .apis()
        .plans(api.id())
        .filter(plan -> plan.approval() == Plan.Approval.AUTOMATIC && plan.models().isEmpty())
        .concatMap(plan -> catalogue.apis().save(plan.withModels(api.models())))
        .then();
  }

  private void write(String action, Mono<Provider> write) {
    catalogue
        .transactions()
        .write(
            write,
            provider ->
                new Change(
                    SETUP,
                    null,
                    action,
                    "provider",
                    provider.id().toString(),
                    Map.of(),
                    Map.of("slug", provider.slug())))
        .block();
  }
}
