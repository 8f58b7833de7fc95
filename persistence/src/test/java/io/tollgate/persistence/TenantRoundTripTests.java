package io.tollgate.persistence;

import static io.tollgate.persistence.PersistenceForTests.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollgate.domain.AlreadyExists;
import io.tollgate.domain.configuration.Settings;
import io.tollgate.domain.identity.AccessTokens;
import io.tollgate.domain.identity.EmailTaken;
import io.tollgate.domain.identity.Invitation;
import io.tollgate.domain.identity.InvitationId;
import io.tollgate.domain.identity.Invitations;
import io.tollgate.domain.identity.User;
import io.tollgate.domain.identity.UserId;
import io.tollgate.domain.identity.Users;
import io.tollgate.domain.secret.Hash256;
import io.tollgate.domain.tenant.LastOwner;
import io.tollgate.domain.tenant.Membership;
import io.tollgate.domain.tenant.Role;
import io.tollgate.domain.tenant.Tenant;
import io.tollgate.domain.tenant.Tenants;
import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tenants and the people in them come back as they were stored. */
class TenantRoundTripTests {

  @RegisterExtension private static final StoredWorld STORED = new StoredWorld();

  private final PersistenceForTests persistence = STORED.persistence();
  private final World world = STORED.world();

  private final Tenants tenants = persistence.port(Tenants.class);
  private final Users users = persistence.port(Users.class);
  private final Invitations invitations = persistence.port(Invitations.class);
  private final Settings settings = persistence.port(Settings.class);

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
    assertThat(tenants.list(null, null, 10_000).toIterable()).contains(changed, world.owner());
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

    assertThat(tenants.members(tenant.id(), null, null, 50).toIterable())
        .containsExactlyInAnyOrder(ownership, membership);
    assertThat(tenants.memberships(viewer.id()).toIterable()).containsExactly(membership);
    assertThat(tenants.of(viewer.id()).toIterable()).containsExactly(tenant);

    persistence.write(tenants.remove(tenant.id(), viewer.id()).thenReturn(membership));
    assertThat(tenants.members(tenant.id(), null, null, 50).toIterable())
        .containsExactly(ownership);
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
  void keepsSettings() {
    assertThat(get(settings.find("sign_up"))).isEqualTo("anyone");
    persistence.write(settings.save("sign_up", "invited"));
    assertThat(get(settings.find("sign_up"))).isEqualTo("invited");
    assertThat(get(settings.find("unknown"))).isNull();
  }

  private Invitation invitation(String email, int token) {
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
}
