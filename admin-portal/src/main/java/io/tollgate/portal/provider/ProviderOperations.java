package io.tollgate.portal.provider;

import static io.tollgate.portal.operation.Lookup.known;

import io.tollgate.domain.audit.Change;
import io.tollgate.domain.authorization.Action;
import io.tollgate.domain.authorization.Authorization;
import io.tollgate.domain.authorization.Viewer;
import io.tollgate.domain.configuration.Transactions;
import io.tollgate.domain.provider.AuthStyle;
import io.tollgate.domain.provider.Provider;
import io.tollgate.domain.provider.ProviderId;
import io.tollgate.domain.provider.Providers;
import io.tollgate.domain.provider.WireFormat;
import io.tollgate.domain.secret.Secret;
import io.tollgate.domain.secret.SecretVault;
import io.tollgate.portal.operation.Audited;
import io.tollgate.portal.operation.Checks;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Everything that platform admins do with providers. A secret goes in and never comes out. */
@Component
public class ProviderOperations {

  private static final URI NO_URL = URI.create("http://invalid");

  private final Providers providers;
  private final SecretVault vault;
  private final Transactions transactions;
  private final Clock clock;

  ProviderOperations(
      Providers providers, SecretVault vault, Transactions transactions, Clock clock) {
    this.providers = providers;
    this.vault = vault;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** All providers by name. */
  public Flux<Provider> list(Viewer viewer) {
    return Flux.defer(() -> {
      Authorization.require(viewer, Action.VIEW_PLATFORM);
      return providers.all();
    });
  }

  public Mono<Provider> find(Viewer viewer, ProviderId id) {
    return allowed(viewer, Action.VIEW_PLATFORM, id);
  }

  public Mono<Provider> create(Viewer viewer, NewProvider made) {
    return Mono.defer(() -> {
      Authorization.require(viewer, Action.MANAGE_PROVIDERS);
      return sealed(check(made), made.secret())
          .flatMap(provider ->
              transactions.write(
                  providers.save(provider), saved -> audited(viewer, null, saved, "created")));
    });
  }

  /** Changes what is no secret. The stored secret does not move to another server. */
  public Mono<Provider> edit(Viewer viewer, ProviderId id, ProviderDetails details) {
    return allowed(viewer, Action.MANAGE_PROVIDERS, id)
        .flatMap(provider -> {
          var edited = check(details, provider);
          return transactions.write(
              providers.save(edited), saved -> audited(viewer, provider, saved, "edited"));
        });
  }

  /**
   * Changes it together with its secret, in one step, so that both may move to another server.
   *
   * @param secret null keeps the stored one
   */
  Mono<Provider> edit(
      Viewer viewer, ProviderId id, ProviderDetails details, @Nullable Secret secret) {
    if (secret == null) {
      return edit(viewer, id, details);
    }
    return allowed(viewer, Action.MANAGE_PROVIDERS, id)
        .flatMap(provider -> {
          var changed = check(details, provider.withSecret(null, null));
          check(changed, secret);
          return sealed(changed, secret)
              .flatMap(edited ->
                  transactions.write(
                      providers.save(edited), saved -> audited(viewer, provider, saved, "edited")));
        });
  }

  /** Replaces the secret, or takes it away for null. */
  public Mono<Provider> replaceSecret(Viewer viewer, ProviderId id, @Nullable Secret secret) {
    return allowed(viewer, Action.MANAGE_PROVIDERS, id)
        .flatMap(provider -> {
          check(provider, secret);
          return sealed(provider.withSecret(null, null), secret)
              .flatMap(changed ->
                  transactions.write(
                      providers.save(changed),
                      saved ->
                          Audited.by(viewer, null, "provider", id, "secret_replaced")
                              .changed("secret", provider.secretHint(), saved.secretHint())
                              .change()));
        });
  }

  /** Has its deployments left out by the gateway until it is enabled again. */
  public Mono<Provider> disable(Viewer viewer, ProviderId id) {
    return change(viewer, id, Provider.Status.DISABLED, "disabled");
  }

  public Mono<Provider> enable(Viewer viewer, ProviderId id) {
    return change(viewer, id, Provider.Status.ACTIVE, "enabled");
  }

  private Mono<Provider> change(
      Viewer viewer, ProviderId id, Provider.Status status, String happened) {
    return allowed(viewer, Action.MANAGE_PROVIDERS, id)
        .flatMap(provider ->
            provider.status() == status
                ? Mono.just(provider)
                : transactions.write(
                    providers.save(provider.withStatus(status)),
                    saved -> audited(viewer, provider, saved, happened)));
  }

  /** A provider as it would be registered, without its secret. */
  Provider check(NewProvider made) {
    var checks = new Checks();
    var slug = checks.slug("slug", made.slug());
    var provider = ProviderChecks.apply(checks, made.details(), blank(slug));
    ProviderSecrets.check(checks, provider, made.secret());
    checks.require(
        provider.authStyle() == AuthStyle.NONE || made.secret() != null,
        "secret",
        "input.required");
    checks.done();
    return provider;
  }

  /** A provider as it would be after an edit. */
  Provider check(ProviderDetails details, Provider provider) {
    var checks = new Checks();
    var edited = ProviderChecks.apply(checks, details, provider);
    checks.require(
        provider.encryptedSecret() == null
            || ProviderChecks.sameServer(edited.baseUrl(), provider.baseUrl()),
        "baseUrl",
        "input.secretAgain");
    checks.done();
    return edited;
  }

  private static void check(Provider provider, @Nullable Secret secret) {
    var checks = new Checks();
    ProviderSecrets.check(checks, provider, secret);
    checks.done();
  }

  private Provider blank(String slug) {
    return new Provider(
        ProviderId.create(),
        slug,
        slug,
        WireFormat.OPENAI,
        ProviderChecks.CUSTOM,
        NO_URL,
        AuthStyle.NONE,
        null,
        null,
        null,
        null,
        Map.of(),
        false,
        Provider.Status.ACTIVE,
        clock.instant());
  }

  /** Encryption draws randomness, which may block, so it runs away from the event loop. */
  private Mono<Provider> sealed(Provider provider, @Nullable Secret secret) {
    return secret == null
        ? Mono.just(provider)
        : Mono.fromCallable(() ->
                provider.withSecret(
                    vault.encrypt(secret, provider.id().toString()),
                    ProviderSecrets.hint(provider, secret)))
            .subscribeOn(Schedulers.boundedElastic());
  }

  Mono<Provider> allowed(Viewer viewer, Action action, ProviderId id) {
    return Mono.defer(() -> {
      Authorization.require(viewer, action);
      return known(providers.find(id));
    });
  }

  private static Change audited(
      Viewer viewer, @Nullable Provider before, Provider after, String happened) {
    return Audited.by(viewer, null, "provider", after.id(), happened)
        .changed(before == null ? null : fields(before), fields(after))
        .change();
  }

  private static Map<String, String> fields(Provider provider) {
    return Map.ofEntries(
        Map.entry("slug", provider.slug()),
        Map.entry("name", provider.name()),
        Map.entry("wireFormat", provider.wireFormat().name()),
        Map.entry("vendor", provider.vendor()),
        Map.entry("baseUrl", provider.baseUrl().toString()),
        Map.entry("authStyle", provider.authStyle().name()),
        Map.entry("authHeader", String.valueOf(provider.authHeader())),
        Map.entry("secret", String.valueOf(provider.secretHint())),
        Map.entry("region", String.valueOf(provider.region())),
        Map.entry("settings", provider.settings().toString()),
        Map.entry("allowPrivateNetwork", String.valueOf(provider.allowPrivateNetwork())),
        Map.entry("status", provider.status().name()));
  }
}
