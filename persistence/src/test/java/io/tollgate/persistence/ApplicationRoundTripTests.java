package io.tollgate.persistence;

import static io.tollgate.persistence.PersistenceForTests.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.tollgate.domain.application.Application;
import io.tollgate.domain.application.ApplicationFilter;
import io.tollgate.domain.application.Applications;
import io.tollgate.domain.application.CredentialFilter;
import io.tollgate.domain.application.Credentials;
import io.tollgate.domain.application.NameTaken;
import io.tollgate.domain.subscription.AlreadySubscribed;
import io.tollgate.domain.subscription.Subscription;
import io.tollgate.domain.subscription.SubscriptionFilter;
import io.tollgate.domain.subscription.SubscriptionScope;
import io.tollgate.domain.subscription.Subscriptions;
import io.tollgate.domain.tenant.Tenants;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who calls, and what may be called, comes back as it was stored. */
class ApplicationRoundTripTests {

  @RegisterExtension private static final StoredWorld STORED = new StoredWorld();

  private final PersistenceForTests persistence = STORED.persistence();
  private final World world = STORED.world();

  private final Tenants tenants = persistence.port(Tenants.class);
  private final Applications applications = persistence.port(Applications.class);
  private final Credentials credentials = persistence.port(Credentials.class);
  private final Subscriptions subscriptions = persistence.port(Subscriptions.class);

  @Test
  void keepsApplications() {
    var tenant = Samples.tenant();
    var application = Samples.application(tenant);
    persistence.write(tenants.save(tenant).then(applications.save(application)));
    assertThat(get(applications.find(application.id()))).isEqualTo(application);

    var changed = application.withDetails("Renamed", "").withStatus(Application.Status.DISABLED);
    persistence.write(applications.save(changed));

    assertThat(get(applications.find(application.id()))).isEqualTo(changed);
    var all = ApplicationFilter.ALL;
    assertThat(applications.of(tenant.id(), all, null, 50).toIterable()).containsExactly(changed);
    assertThat(applications.of(world.owner().id(), all, null, 50).toIterable()).isEmpty();
    assertThat(get(applications.count(tenant.id()))).isEqualTo(1);

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
    var all = new CredentialFilter(null, null, Samples.NOW);
    assertThat(credentials.of(world.application().id(), all, null, 10_000).toIterable())
        .contains(revoked, world.credential());
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
    assertThat(found(SubscriptionScope.of(application.id()))).containsExactly(approved);
    assertThat(found(SubscriptionScope.consumedBy(world.consumer().id()))).contains(approved);
    assertThat(found(SubscriptionScope.grantedBy(world.owner().id()))).contains(approved);
    assertThat(found(SubscriptionScope.consumedBy(world.owner().id()))).isEmpty();
    assertThat(found(new SubscriptionScope.Platform())).contains(approved);
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

  private List<Subscription> found(SubscriptionScope scope) {
    return get(subscriptions.list(SubscriptionFilter.of(scope), null, 10_000).collectList());
  }
}
