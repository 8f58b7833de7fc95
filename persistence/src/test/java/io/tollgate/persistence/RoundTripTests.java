package io.tollgate.persistence;

import static io.tollgate.persistence.PersistenceForTests.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.tollgate.domain.AlreadyExists;
import io.tollgate.domain.application.Application;
import io.tollgate.domain.application.Applications;
import io.tollgate.domain.application.Credentials;
import io.tollgate.domain.application.NameTaken;
import io.tollgate.domain.catalogue.Api;
import io.tollgate.domain.catalogue.Apis;
import io.tollgate.domain.configuration.Settings;
import io.tollgate.domain.identity.AccessTokens;
import io.tollgate.domain.identity.EmailTaken;
import io.tollgate.domain.identity.Invitation;
import io.tollgate.domain.identity.InvitationId;
import io.tollgate.domain.identity.Invitations;
import io.tollgate.domain.identity.User;
import io.tollgate.domain.identity.UserId;
import io.tollgate.domain.identity.Users;
import io.tollgate.domain.model.Models;
import io.tollgate.domain.model.Price;
import io.tollgate.domain.model.PriceId;
import io.tollgate.domain.provider.Provider;
import io.tollgate.domain.provider.Providers;
import io.tollgate.domain.secret.Hash256;
import io.tollgate.domain.subscription.AlreadySubscribed;
import io.tollgate.domain.subscription.Subscription;
import io.tollgate.domain.subscription.Subscriptions;
import io.tollgate.domain.tenant.LastOwner;
import io.tollgate.domain.tenant.Membership;
import io.tollgate.domain.tenant.Role;
import io.tollgate.domain.tenant.Tenant;
import io.tollgate.domain.tenant.Tenants;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is stored comes back as it was, and what must not be stored is refused. */
class RoundTripTests {

  private static PersistenceForTests persistence;
  private static World world;

  private final Tenants tenants = persistence.port(Tenants.class);
  private final Users users = persistence.port(Users.class);
  private final Invitations invitations = persistence.port(Invitations.class);
  private final Applications applications = persistence.port(Applications.class);
  private final Credentials credentials = persistence.port(Credentials.class);
  private final Apis apis = persistence.port(Apis.class);
  private final Subscriptions subscriptions = persistence.port(Subscriptions.class);
  private final Providers providers = persistence.port(Providers.class);
  private final Models models = persistence.port(Models.class);
  private final Settings settings = persistence.port(Settings.class);

  @BeforeAll
  static void start() {
    persistence = PersistenceForTests.start();
    world = World.storedIn(persistence);
  }

  @AfterAll
  static void stop() {
    persistence.close();
  }

  @Test
  void keepsTenants() {
    var changed =
        world
            .consumer()
            .withDetails("Another name", ZoneId.of("Asia/Kolkata"))
            .withStatus(Tenant.Status.SUSPENDED);
    persistence.write(tenants.save(changed));

    assertThat(get(tenants.find(changed.id()))).isEqualTo(changed);
    assertThat(get(tenants.findBySlug(changed.slug()))).isEqualTo(changed);
    assertThat(tenants.all().toIterable()).contains(changed, world.owner());
  }

  @Test
  void keepsMembers() {
    var tenant = Samples.tenant();
    var owner = Samples.user();
    var viewer = Samples.user();
    persistence.write(
        tenants.save(tenant).then(users.save(owner)).then(users.save(viewer)).thenReturn(tenant));
    var ownership = new Membership(tenant.id(), owner.id(), Role.OWNER, Samples.NOW);
    var membership = new Membership(tenant.id(), viewer.id(), Role.VIEWER, Samples.NOW);
    persistence.write(tenants.save(ownership).then(tenants.save(membership)));

    assertThat(tenants.members(tenant.id()).toIterable())
        .containsExactlyInAnyOrder(ownership, membership);
    assertThat(tenants.memberships(viewer.id()).toIterable()).containsExactly(membership);
    assertThat(tenants.of(viewer.id()).toIterable()).containsExactly(tenant);

    persistence.write(tenants.remove(tenant.id(), viewer.id()).thenReturn(membership));
    assertThat(tenants.members(tenant.id()).toIterable()).containsExactly(ownership);
  }

  @Test
  void keepsTheLastOwner() {
    var tenant = Samples.tenant();
    var first = Samples.user();
    var second = Samples.user();
    persistence.write(
        tenants.save(tenant).then(users.save(first)).then(users.save(second)).thenReturn(tenant));
    persistence.write(
        tenants.save(new Membership(tenant.id(), first.id(), Role.OWNER, Samples.NOW)));
    var lesser = new Membership(tenant.id(), first.id(), Role.ADMIN, Samples.NOW);

    assertThatThrownBy(
            () -> persistence.write(tenants.remove(tenant.id(), first.id()).thenReturn(tenant)))
        .isInstanceOf(LastOwner.class);
    assertThatThrownBy(() -> persistence.write(tenants.save(lesser))).isInstanceOf(LastOwner.class);

    persistence.write(
        tenants.save(new Membership(tenant.id(), second.id(), Role.OWNER, Samples.NOW)));
    persistence.write(tenants.save(lesser));
    assertThat(get(tenants.memberships(first.id()).next())).isEqualTo(lesser);
  }

  @Test
  void keepsPeople() {
    var user =
        Samples.user()
            .withProfile("Renée O'Hara", ZoneId.of("America/St_Johns"))
            .signedInAt(Samples.NOW);
    persistence.write(users.save(user));
    persistence.write(users.link(user.id(), "https://issuer", "subject").thenReturn(user));

    assertThat(get(users.find(user.id()))).isEqualTo(user);
    assertThat(get(users.findByEmail(user.email().toUpperCase(Locale.ROOT)))).isEqualTo(user);
    assertThat(get(users.findByExternalIdentity("https://issuer", "subject"))).isEqualTo(user);
    assertThat(get(users.findByExternalIdentity("https://other", "subject"))).isNull();
    assertThat(users.all().toIterable()).contains(user);
  }

  @Test
  void givesAnAddressToOnePersonOnly() {
    var taken = world.user();
    var user =
        new User(
            UserId.create(),
            taken.email(),
            "Somebody else",
            null,
            false,
            false,
            User.Status.ACTIVE,
            taken.timeZone(),
            Samples.NOW,
            null);

    assertThatThrownBy(() -> persistence.write(users.save(user))).isInstanceOf(EmailTaken.class);
  }

  @Test
  void keepsAnIdentityWithThePersonItWasLinkedTo() {
    var other = Samples.user();
    persistence.write(users.save(other));
    persistence.write(users.link(world.user().id(), "https://idp", "1").thenReturn(other));
    persistence.write(users.link(world.user().id(), "https://idp", "1").thenReturn(other));

    assertThatThrownBy(
            () -> persistence.write(users.link(other.id(), "https://idp", "1").thenReturn(other)))
        .isInstanceOf(AlreadyExists.class);
  }

  @Test
  void keepsInvitations() {
    var invitation = invitation("invited@example.com", 1);
    persistence.write(invitations.save(invitation));

    assertThat(get(invitations.find(invitation.id()))).isEqualTo(invitation);
    assertThat(get(invitations.findByTokenHash(invitation.tokenHash()))).isEqualTo(invitation);
    assertThat(invitations.open(world.consumer().id()).toIterable()).containsExactly(invitation);
    assertThatThrownBy(
            () -> persistence.write(invitations.save(invitation("invited@example.com", 2))))
        .isInstanceOf(AlreadyExists.class);

    persistence.write(invitations.save(invitation.acceptedAt(Samples.NOW)));
    assertThat(invitations.open(world.consumer().id()).toIterable()).isEmpty();
  }

  @Test
  void keepsAccessTokensAndNeverTakesBackARevocation() {
    var tokens = persistence.port(AccessTokens.class);
    var user = get(users.save(Samples.user()));
    var token = get(tokens.save(Samples.accessToken(user)));

    assertThat(get(tokens.findByHash(token.hash()))).isEqualTo(token);
    assertThat(tokens.of(user.id()).collectList().block()).containsExactly(token);

    get(tokens.save(token.revokedAt(Samples.NOW)));
    get(tokens.save(token));
    tokens.used(token.id(), Samples.NOW.plusSeconds(60)).block();
    tokens.used(token.id(), Samples.NOW.plusSeconds(90)).block();

    var stored = get(tokens.find(token.id()));
    assertThat(stored.revokedAt()).isEqualTo(Samples.NOW);
    assertThat(stored.lastUsedAt()).isEqualTo(Samples.NOW.plusSeconds(60));
  }

  @Test
  void keepsApplications() {
    var tenant = Samples.tenant();
    var application = Samples.application(tenant);
    persistence.write(tenants.save(tenant).then(applications.save(application)));
    assertThat(get(applications.find(application.id()))).isEqualTo(application);

    var changed = application.withDetails("Renamed", "").withStatus(Application.Status.DISABLED);
    persistence.write(applications.save(changed));

    assertThat(get(applications.find(application.id()))).isEqualTo(changed);
    assertThat(applications.of(tenant.id()).toIterable()).containsExactly(changed);
    assertThat(applications.of(world.owner().id()).toIterable()).isEmpty();
    assertThat(applications.all().toIterable()).contains(changed);

    var sameName = Samples.application(tenant).withDetails("Renamed", "");
    assertThatThrownBy(() -> persistence.write(applications.save(sameName)))
        .isInstanceOf(NameTaken.class);
  }

  @Test
  void keepsCredentialsAndNeverTakesBackARevocation() {
    var credential = Samples.credential(world.application()).expiringAt(Samples.NOW);
    persistence.write(credentials.save(credential));
    assertThat(get(credentials.find(credential.id()))).isEqualTo(credential);

    var revoked = credential.revokedAt(Samples.NOW);
    persistence.write(credentials.save(revoked));
    persistence.write(credentials.save(credential));

    assertThat(get(credentials.find(credential.id()))).isEqualTo(revoked);
    assertThat(credentials.of(world.application().id()).toIterable())
        .contains(revoked, world.credential());
  }

  @Test
  void keepsApisWithTheirModels() {
    var model = Samples.model();
    persistence.write(models.save(model));
    var api = Samples.api(world.owner(), world.model(), model);
    persistence.write(apis.save(api));
    assertThat(get(apis.find(api.id()))).isEqualTo(api);

    var smaller = Samples.api(world.owner(), model);
    persistence.write(apis.save(smaller));
    persistence.write(apis.save(withId(smaller, api)));
    assertThat(get(apis.findBySlug(api.slug())).models()).containsExactly(model.id());
    assertThat(apis.all().toIterable()).contains(smaller, world.api());
    assertThat(apis.of(world.consumer().id()).toIterable()).isEmpty();
  }

  @Test
  void keepsPlans() {
    assertThat(get(apis.findPlan(world.plan().id()))).isEqualTo(world.plan());
    assertThat(apis.plans(world.api().id()).toIterable()).containsExactly(world.plan());
  }

  @Test
  void keepsRoutes() {
    assertThat(get(apis.findRoute(world.route().id()))).isEqualTo(world.route());

    var another = Samples.route(world.api());
    persistence.write(apis.save(another));
    assertThat(apis.routes(world.api().id()).toIterable())
        .containsExactlyInAnyOrder(world.route(), another);

    persistence.write(apis.delete(another.id()).thenReturn(another));
    assertThat(apis.routes(world.api().id()).toIterable()).containsExactly(world.route());
  }

  @Test
  void keepsSubscriptionsWithTheirTimeline() {
    var application = Samples.application(world.consumer());
    var pending = Samples.subscription(application, world.api(), world.plan());
    persistence.write(applications.save(application).then(subscriptions.save(pending)));
    var approved = pending.approve(world.user().id(), Samples.NOW.plusSeconds(1));
    persistence.write(subscriptions.save(approved));
    persistence.write(subscriptions.save(approved));

    assertThat(get(subscriptions.find(pending.id()))).isEqualTo(approved);
    assertThat(subscriptions.of(application.id()).toIterable()).containsExactly(approved);
    assertThat(subscriptions.consumedBy(world.consumer().id()).toIterable()).contains(approved);
    assertThat(subscriptions.grantedBy(world.owner().id()).toIterable()).contains(approved);
    assertThat(subscriptions.consumedBy(world.owner().id()).toIterable()).isEmpty();
    assertThat(subscriptions.in(Subscription.Status.APPROVED).toIterable()).contains(approved);
    assertThat(subscriptions.events(pending.id()).toIterable())
        .extracting(event -> event.status(), event -> event.occurredAt())
        .containsExactly(
            tuple(Subscription.Status.PENDING, Samples.NOW),
            tuple(Subscription.Status.APPROVED, Samples.NOW.plusSeconds(1)));
  }

  @Test
  void allowsOneLiveSubscriptionToAnApi() {
    var again = Samples.subscription(world.application(), world.api(), world.plan());

    assertThatThrownBy(() -> persistence.write(subscriptions.save(again)))
        .isInstanceOf(AlreadySubscribed.class);
  }

  @Test
  void keepsProviders() {
    var changed = world.provider().withSecret(null, null).withStatus(Provider.Status.DISABLED);
    persistence.write(providers.save(changed));

    assertThat(get(providers.find(changed.id()))).isEqualTo(changed);
    assertThat(get(providers.findBySlug(changed.slug()))).isEqualTo(changed);
    assertThat(providers.all().toIterable()).containsExactly(changed);
  }

  @Test
  void keepsModelsDeploymentsAndPrices() {
    var model = world.model();

    assertThat(get(models.find(model.id()))).isEqualTo(model);
    assertThat(get(models.findByName(model.name()))).isEqualTo(model);
    assertThat(models.all().toIterable()).contains(model);
    assertThat(get(models.findDeployment(world.deployment().id()))).isEqualTo(world.deployment());
    assertThat(models.deployments().toIterable()).containsExactly(world.deployment());
    assertThat(models.deployments(model.id()).toIterable()).containsExactly(world.deployment());
    assertThat(models.prices().toIterable()).containsExactly(world.price());
    assertThat(models.prices(model.id()).toIterable()).containsExactly(world.price());
  }

  @Test
  void refusesTwoPricesOfOneMoment() {
    var price = world.price();
    var other =
        new Price(
            PriceId.create(),
            price.model(),
            null,
            price.currency(),
            price.effectiveFrom(),
            1,
            1,
            null,
            null,
            null,
            null,
            null,
            null);

    assertThatThrownBy(() -> persistence.write(models.add(other)))
        .isInstanceOfSatisfying(
            AlreadyExists.class, taken -> assertThat(taken.field()).isEqualTo("effectiveFrom"));
  }

  @Test
  void keepsSettings() {
    assertThat(get(settings.find("sign_up"))).isEqualTo("anyone");
    persistence.write(settings.save("sign_up", "invited"));
    assertThat(get(settings.find("sign_up"))).isEqualTo("invited");
    assertThat(get(settings.find("unknown"))).isNull();
  }

  private static Invitation invitation(String email, int token) {
    return new Invitation(
        InvitationId.create(),
        world.consumer().id(),
        email,
        Role.DEVELOPER,
        new Hash256(token, 0, 0, 0),
        world.user().id(),
        Samples.NOW,
        Samples.NOW.plusSeconds(60),
        null,
        null);
  }

  private static Api withId(Api source, Api target) {
    return new Api(
        target.id(),
        target.tenant(),
        target.slug(),
        target.name(),
        target.summary(),
        target.description(),
        target.version(),
        target.kind(),
        target.lifecycle(),
        target.visibility(),
        target.basePath(),
        Set.copyOf(source.models()),
        null,
        null,
        target.strict(),
        target.responseDays(),
        target.createdAt(),
        target.publishedAt());
  }
}
