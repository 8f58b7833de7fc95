package io.tollgate.standalone;

import io.tollgate.domain.application.ApiKeys;
import io.tollgate.domain.application.Application;
import io.tollgate.domain.application.ApplicationId;
import io.tollgate.domain.application.Applications;
import io.tollgate.domain.application.Credential;
import io.tollgate.domain.application.CredentialId;
import io.tollgate.domain.application.Credentials;
import io.tollgate.domain.audit.Actor;
import io.tollgate.domain.audit.Change;
import io.tollgate.domain.catalogue.Api;
import io.tollgate.domain.catalogue.Plan;
import io.tollgate.domain.configuration.Settings;
import io.tollgate.domain.identity.User;
import io.tollgate.domain.provider.Provider;
import io.tollgate.domain.secret.Secret;
import io.tollgate.domain.secret.SecretVault;
import io.tollgate.domain.subscription.Subscription;
import io.tollgate.domain.subscription.SubscriptionId;
import io.tollgate.domain.subscription.Subscriptions;
import io.tollgate.domain.tenant.Membership;
import io.tollgate.domain.tenant.Role;
import io.tollgate.domain.tenant.Tenant;
import io.tollgate.domain.tenant.TenantId;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import reactor.core.publisher.Mono;

/**
 * What a first start finds: a tenant that publishes APIs, and an application with a key to them.
 */
final class DemoContent {

  private static final String TENANT = "tollgate";
  private static final String KEY_ISSUED = "demo_key_issued";
  private static final Actor SETUP = Actor.system("first start");

  private final Catalogue catalogue;
  private final Applications applications;
  private final Credentials credentials;
  private final Subscriptions subscriptions;
  private final Settings settings;
  private final SecretVault vault;
  private final ApiKeys apiKeys;
  private final Clock clock;

  DemoContent(ApplicationContext app, SecretVault vault, ApiKeys apiKeys, Clock clock) {
    this.catalogue = Catalogue.of(app);
    this.applications = app.getBean(Applications.class);
    this.credentials = app.getBean(Credentials.class);
    this.subscriptions = app.getBean(Subscriptions.class);
    this.settings = app.getBean(Settings.class);
    this.vault = vault;
    this.apiKeys = apiKeys;
    this.clock = clock;
  }

  /** Makes what is missing; the key is returned at the first start only. */
  Optional<Secret> prepare(User admin, URI simulator) {
    var provider = catalogue.providers().findBySlug(DemoApis.PROVIDER).blockOptional();
    if (provider.isPresent()) {
      follow(provider.get(), simulator);
    }
    if (settings.find(KEY_ISSUED).blockOptional().isPresent()) {
      return Optional.empty();
    }
    var key = apiKeys.create();
    catalogue
        .transactions()
        .write(
            create(admin, simulator, key),
            done -> change(null, "demo.created", "setting", KEY_ISSUED))
        .block();
    return Optional.of(key);
  }

  /** The simulator's port may have been taken by something else since the last start. */
  private void follow(Provider provider, URI simulator) {
    var address = DemoApis.baseUrl(simulator);
    if (provider.baseUrl().equals(address)) {
      return;
    }
    catalogue
        .transactions()
        .write(
            catalogue.providers().save(provider.withBaseUrl(address)),
            saved -> change(null, "provider.moved", "provider", saved.id().toString()))
        .block();
  }

  private Mono<String> create(User admin, URI simulator, Secret key) {
    var now = clock.instant();
    var tenant =
        new Tenant(
            TenantId.create(),
            TENANT,
            "Tollgate",
            Tenant.Kind.TEAM,
            Tenant.Status.ACTIVE,
            ZoneId.of("UTC"),
            now);
    var demo = DemoApis.of(tenant.id(), simulator, vault, now);
    var application =
        new Application(
            ApplicationId.create(),
            tenant.id(),
            "Demo",
            "The application of the demo key.",
            Application.Status.ACTIVE,
            admin.id(),
            now);
    var tenants = catalogue.tenants();
    return tenants
        .save(tenant)
        .then(tenants.save(new Membership(tenant.id(), admin.id(), Role.OWNER, now)))
        .then(demo.save(catalogue))
        .then(applications.save(application))
        .then(subscriptions.save(subscription(application, demo.ai(), demo.standard(), admin, now)))
        .then(subscriptions.save(subscription(application, demo.rest(), demo.open(), admin, now)))
        .then(credentials.save(credential(application, key, admin, now)))
        .then(settings.save(KEY_ISSUED, now.toString()));
  }

  private static Subscription subscription(
      Application application, Api api, Plan plan, User admin, Instant now) {
    return new Subscription(
        SubscriptionId.create(),
        application.id(),
        application.tenant(),
        api.id(),
        api.tenant(),
        plan.id(),
        Subscription.Status.APPROVED,
        "The demo of the first start.",
        null,
        admin.id(),
        now,
        admin.id(),
        now);
  }

  private Credential credential(Application application, Secret key, User admin, Instant now) {
    return new Credential(
        CredentialId.create(),
        application.id(),
        "Demo key",
        ApiKeys.prefix(key),
        apiKeys.hash(key.reveal()),
        admin.id(),
        now,
        null,
        null,
        null);
  }

  private static Change change(
      @Nullable TenantId tenant, String action, String objectType, String objectId) {
    return new Change(SETUP, tenant, action, objectType, objectId, Map.of(), Map.of());
  }
}
