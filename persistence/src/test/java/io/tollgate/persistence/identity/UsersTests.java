package io.tollgate.persistence.identity;

import static io.tollgate.persistence.PersistenceForTests.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollgate.domain.configuration.Transactions;
import io.tollgate.domain.identity.LastPlatformAdmin;
import io.tollgate.domain.identity.User;
import io.tollgate.domain.identity.User.Status;
import io.tollgate.domain.identity.Users;
import io.tollgate.domain.tenant.LastOwner;
import io.tollgate.domain.tenant.Membership;
import io.tollgate.domain.tenant.Role;
import io.tollgate.domain.tenant.Tenant;
import io.tollgate.domain.tenant.Tenants;
import io.tollgate.persistence.PersistenceForTests;
import io.tollgate.persistence.Samples;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Who is let in, and finding people among many. */
class UsersTests {

  private static PersistenceForTests persistence;

  private final Users users = persistence.port(Users.class);

  @BeforeAll
  static void start() {
    persistence = PersistenceForTests.start();
  }

  @AfterAll
  static void stop() {
    persistence.close();
  }

  /** Each of them would leave the other; both at once would leave nobody. */
  @Test
  void ofTwoPlatformAdminsWhoDisableEachOtherOneStays() {
    var first = Samples.platformAdmin();
    var second = Samples.platformAdmin();
    persistence.write(users.save(first).then(users.save(second)));

    var outcomes =
        get(Flux.just(first, second).flatMap(admin -> disabled(admin).hasElement()).collectList());

    assertThat(outcomes).containsExactlyInAnyOrder(true, false);
    var left = get(users.find(first.id())).status() == Status.ACTIVE ? first : second;
    assertThatThrownBy(() -> persistence.write(users.changeStatus(left.id(), Status.DISABLED)))
        .isInstanceOf(LastPlatformAdmin.class);
    assertThat(get(users.find(left.id()))).isEqualTo(left);
  }

  /** Five tenants, so that an unlucky order is met. */
  @Test
  void ofTwoOwnersWhoRemoveEachOtherOneStays() {
    var tenants = persistence.port(Tenants.class);
    for (int attempt = 0; attempt < 5; attempt++) {
      var tenant = Samples.tenant();
      var first = Samples.user();
      var second = Samples.user();
      persistence.write(
          tenants
              .save(tenant)
              .then(users.save(first))
              .then(users.save(second))
              .then(owner(tenant, first))
              .then(owner(tenant, second)));

      var outcomes =
          get(
              Flux.just(first, second)
                  .flatMap(owner -> removed(tenant, owner).hasElement())
                  .collectList());

      assertThat(outcomes).containsExactlyInAnyOrder(true, false);
      assertThat(get(tenants.members(tenant.id(), null, null, 50).collectList())).hasSize(1);
    }
  }

  private static Mono<Membership> owner(Tenant tenant, User user) {
    return persistence
        .port(Tenants.class)
        .save(new Membership(tenant.id(), user.id(), Role.OWNER, Samples.NOW));
  }

  private static Mono<Tenant> removed(Tenant tenant, User owner) {
    return persistence
        .port(Transactions.class)
        .write(
            persistence.port(Tenants.class).remove(tenant.id(), owner.id()).thenReturn(tenant),
            changed -> PersistenceForTests.change("member.removed"))
        .onErrorResume(LastOwner.class, refused -> Mono.empty());
  }

  /** A profile that was read before may be written after. */
  @Test
  void whoIsDisabledStaysSoWhenTheirProfileIsSaved() {
    var user = Samples.user();
    persistence.write(users.save(user));
    var disabled = persistence.write(users.changeStatus(user.id(), Status.DISABLED));

    persistence.write(users.save(user.withProfile("Another name", ZoneId.of("UTC"))));

    assertThat(disabled).isEqualTo(user.withStatus(Status.DISABLED));
    assertThat(get(users.find(user.id())).status()).isEqualTo(Status.DISABLED);
    assertThat(persistence.write(users.changeStatus(user.id(), Status.ACTIVE)).status())
        .isEqualTo(Status.ACTIVE);
  }

  @Test
  void peopleAreFoundPageByPage() {
    var all = Stream.generate(Samples::user).limit(3).toList();
    all.forEach(user -> persistence.write(users.save(user)));
    var emails = all.stream().map(User::email).sorted().toList();

    assertThat(found("", null, 1000)).containsAll(emails);
    assertThat(found(emails.get(1).toUpperCase(Locale.ROOT), null, 10))
        .containsExactly(emails.get(1));
    assertThat(found("", emails.get(0), 1)).hasSize(1).doesNotContain(emails.get(0));
    assertThat(found("%", null, 10)).isEmpty();
    assertThat(found("_", null, 10)).isEmpty();
  }

  private List<String> found(String text, @Nullable String after, int limit) {
    return get(users.search(text, after, limit).map(User::email).collectList());
  }

  private Mono<User> disabled(User admin) {
    return persistence
        .port(Transactions.class)
        .write(
            users.changeStatus(admin.id(), Status.DISABLED),
            changed -> PersistenceForTests.change("user.disabled"))
        .onErrorResume(LastPlatformAdmin.class, refused -> Mono.empty());
  }
}
