package io.tollgate.portal.subscription;

import static io.tollgate.portal.PortalForTests.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollgate.domain.application.Application;
import io.tollgate.domain.application.CredentialId;
import io.tollgate.domain.authorization.NotAllowed;
import io.tollgate.domain.authorization.NotVisible;
import io.tollgate.domain.authorization.Viewer;
import io.tollgate.domain.catalogue.Api;
import io.tollgate.domain.catalogue.Plan;
import io.tollgate.domain.ledger.Ledger;
import io.tollgate.domain.money.Money;
import io.tollgate.domain.subscription.Subscription;
import io.tollgate.domain.tenant.Role;
import io.tollgate.domain.tenant.Tenant;
import io.tollgate.domain.usage.Usage;
import io.tollgate.portal.BookedCall;
import io.tollgate.portal.PortalForTests;
import io.tollgate.portal.Samples;
import io.tollgate.portal.World;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What those who decide learn of what a subscription may cost. */
class ProjectionTests {

  private static PortalForTests portal;
  private static Samples samples;
  private static World world;

  @BeforeAll
  static void start() {
    portal = PortalForTests.start();
    samples = new Samples(portal);
    world = new World(portal);
  }

  @AfterAll
  static void stop() {
    portal.close();
  }

  @Test
  void whatOthersWithThePlanSpentIsTold() {
    var publisher = samples.tenant("publisher", "Publisher");
    var consumer = samples.tenant("consumer", "Consumer");
    var api = samples.api(publisher, "chat", "Chat", samples.model("sim"));
    var plan = samples.plan(api, "standard", Plan.Approval.MANUAL);
    var admin = world.viewer(samples.member("a@projection.example", publisher, Role.ADMIN));
    var developer = world.viewer(samples.member("d@projection.example", consumer, Role.DEVELOPER));
    spends(api, publisher, granted(admin, developer, plan, consumer, "Thrifty"), 2);
    spends(api, publisher, granted(admin, developer, plan, consumer, "Lavish"), 7);

    var asked = asked(developer, plan, samples.application(consumer, "Asking"));

    var projection = get(portal.bean(Projections.class).of(admin, asked.id()));
    assertThat(projection.similar()).containsExactly(dollars(2), dollars(7));
    assertThat(projection.ceiling()).isEqualTo(new Ceiling.UpTo(List.of(dollars(8_640))));
    assertThat(
            samples
                .signedIn(samples.platformAdmin("r@projection.example"))
                .get("/approvals")
                .body())
        .contains("2 other applications with this plan spent from $2.00 to $7.00");
    refusesItTo(developer, asked);
  }

  /** What others spend is for who publishes the API; the side that asks is told that it may not. */
  private static void refusesItTo(Viewer developer, Subscription asked) {
    assertThatThrownBy(() -> get(portal.bean(Projections.class).of(developer, asked.id())))
        .isInstanceOfAny(NotAllowed.class, NotVisible.class);
  }

  private static Application granted(
      Viewer admin, Viewer developer, Plan plan, Tenant tenant, String name) {
    var application = samples.application(tenant, name);
    var asked = asked(developer, plan, application);
    get(portal.bean(SubscriptionDecisions.class).approve(admin, asked.id()));
    return application;
  }

  private static Subscription asked(Viewer developer, Plan plan, Application application) {
    var caller = new SubscriptionRequest.Caller.Existing(application.id());
    return get(
        portal
            .bean(RequestSubscription.class)
            .request(developer, new SubscriptionRequest(plan.id(), caller, "")));
  }

  private static void spends(Api api, Tenant owner, Application application, long dollars) {
    var entry =
        BookedCall.of(application.tenant(), application.id(), CredentialId.create())
            .ownedBy(owner.id())
            .api(api.id())
            .model("sim", api.models().iterator().next())
            .consumed(Usage.of(10, 5), dollars(dollars))
            .entry();
    get(portal.bean(Ledger.class).append(List.of(entry)));
  }

  private static Money dollars(long amount) {
    return new Money(amount * 1_000_000_000L, Money.USD);
  }
}
