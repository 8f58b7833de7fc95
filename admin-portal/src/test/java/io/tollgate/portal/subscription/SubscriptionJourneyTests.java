package io.tollgate.portal.subscription;

import static io.tollgate.portal.PortalForTests.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollgate.domain.authorization.NotAllowed;
import io.tollgate.domain.authorization.NotVisible;
import io.tollgate.domain.authorization.Viewer;
import io.tollgate.domain.catalogue.Api;
import io.tollgate.domain.catalogue.Plan;
import io.tollgate.domain.model.Model;
import io.tollgate.domain.subscription.AlreadySubscribed;
import io.tollgate.domain.subscription.IllegalSubscriptionTransition;
import io.tollgate.domain.subscription.Subscription;
import io.tollgate.domain.tenant.Role;
import io.tollgate.domain.tenant.Tenant;
import io.tollgate.portal.PortalForTests;
import io.tollgate.portal.World;
import io.tollgate.portal.api.ApiDetails;
import io.tollgate.portal.api.ApiLifecycle;
import io.tollgate.portal.api.ApiOperations;
import io.tollgate.portal.api.NewApi;
import io.tollgate.portal.application.ApplicationOperations;
import io.tollgate.portal.application.ApplicationQuery;
import io.tollgate.portal.catalogue.CatalogueOperations;
import io.tollgate.portal.catalogue.NextAction;
import io.tollgate.portal.model.ModelDetails;
import io.tollgate.portal.model.ModelOperations;
import io.tollgate.portal.model.NewModel;
import io.tollgate.portal.operation.Conflict;
import io.tollgate.portal.operation.InvalidInput;
import io.tollgate.portal.plan.NewPlan;
import io.tollgate.portal.plan.PlanDetails;
import io.tollgate.portal.plan.PlanOperations;
import io.tollgate.portal.subscription.SubscriptionRequest.Caller;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Signal;

class SubscriptionJourneyTests {

  private static PortalForTests portal;
  private static World world;

  private Tenant publisher;
  private Tenant consumer;
  private Viewer admin;
  private Viewer developer;
  private Api api;
  private Plan open;
  private Plan guarded;

  @BeforeAll
  static void start() {
    portal = PortalForTests.start();
    world = new World(portal);
  }

  @AfterAll
  static void stop() {
    portal.close();
  }

  @BeforeEach
  void publishAnApi() {
    publisher = world.tenant("Publisher");
    consumer = world.tenant("Consumer");
    admin = world.viewer(world.member("Ada Admin", publisher, Role.ADMIN));
    developer = world.viewer(world.member("Dan Developer", consumer, Role.DEVELOPER));
    var root = world.viewer(world.platformAdmin("Root"));
    var unique = UUID.randomUUID().toString().substring(0, 8);
    var model =
        get(
            portal
                .bean(ModelOperations.class)
                .create(
                    root,
                    new NewModel(
                        "model-" + unique,
                        new ModelDetails(
                            "",
                            8000,
                            1000,
                            Set.of(Model.Capability.CHAT),
                            Model.Strategy.PRIORITY))));
    var details =
        new ApiDetails(
            "Assistants",
            "Chat",
            "",
            "1",
            Api.Visibility.PUBLIC,
            "/assistants-" + unique,
            Set.of(model.id()),
            null,
            null,
            false,
            null);
    api =
        get(
            portal
                .bean(ApiOperations.class)
                .create(admin, publisher.id(), new NewApi("api-" + unique, Api.Kind.AI, details)));
    open = plan("open", Plan.Approval.AUTOMATIC);
    guarded = plan("guarded", Plan.Approval.MANUAL);
    get(portal.bean(ApiLifecycle.class).publish(admin, api.id()));
  }

  @Test
  void grantsAtOnceWhereThePlanSaysSo() {
    var granted = request(open, "first app");

    assertThat(granted.status()).isEqualTo(Subscription.Status.APPROVED);
    assertThat(steps(granted))
        .containsExactly(Subscription.Status.PENDING, Subscription.Status.APPROVED);
    assertThat(next()).isInstanceOf(NextAction.UseKey.class);
  }

  @Test
  void whoIsSuspendedGetsNothingByAskingAgain() {
    var granted = request(open, "an app");
    get(decisions().suspend(admin, granted.id(), "Too many calls"));

    assertThat(request(open, "another app").status()).isEqualTo(Subscription.Status.PENDING);

    get(portal.bean(SubscriptionOperations.class).close(developer, granted.id()));
    assertThat(request(open, "a third app").status()).isEqualTo(Subscription.Status.PENDING);
  }

  @Test
  void aSuspensionThatWasLiftedIsForgotten() {
    var granted = request(open, "an app");
    get(decisions().suspend(admin, granted.id(), "Too many calls"));
    get(decisions().approve(admin, granted.id()));

    assertThat(request(open, "another app").status()).isEqualTo(Subscription.Status.APPROVED);
  }

  @Test
  void waitsForTheTenantThatPublishes() {
    assertThat(next()).isInstanceOf(NextAction.RequestAccess.class);
    var pending = request(guarded, "an app");
    assertThat(pending.status()).isEqualTo(Subscription.Status.PENDING);
    assertThat(next()).isInstanceOf(NextAction.AwaitDecision.class);
    assertThat(decisions().inbox(admin, publisher.id(), null, 10).collectList().block())
        .extracting(overview -> overview.application().name())
        .containsExactly("an app");

    var approved = get(decisions().approve(admin, pending.id()));

    assertThat(approved.status()).isEqualTo(Subscription.Status.APPROVED);
    assertThat(next()).isInstanceOf(NextAction.UseKey.class);
  }

  @Test
  void asksForAReasonToReject() {
    var pending = request(guarded, "an app");

    assertThatThrownBy(() -> get(decisions().reject(admin, pending.id(), " ")))
        .isInstanceOf(InvalidInput.class);

    var rejected = get(decisions().reject(admin, pending.id(), "Use the other one"));
    assertThat(rejected.reason()).isEqualTo("Use the other one");
    assertThatThrownBy(() -> get(decisions().approve(admin, pending.id())))
        .isInstanceOf(IllegalSubscriptionTransition.class);
  }

  @Test
  void ofTwoWhoDecideAtOnceTheSecondHearsOfTheFirst() {
    var colleague = world.viewer(world.member("Carl", publisher, Role.ADMIN));
    var pending = request(guarded, "an app");

    var outcomes =
        get(
            Mono.zip(
                decisions().approve(admin, pending.id()).materialize(),
                decisions().reject(colleague, pending.id(), "No").materialize()));

    var failures =
        Stream.of(outcomes.getT1(), outcomes.getT2())
            .map(Signal::getThrowable)
            .filter(Objects::nonNull)
            .toList();
    assertThat(failures).hasOnlyElementsOfType(IllegalSubscriptionTransition.class).hasSize(1);
    assertThat(steps(pending)).hasSize(2);
  }

  @Test
  void letsOnlyThePublisherDecide() {
    var pending = request(guarded, "an app");
    var stranger = world.viewer(world.member("Stan", world.tenant("Elsewhere"), Role.OWNER));

    assertThatThrownBy(() -> get(decisions().approve(developer, pending.id())))
        .isInstanceOf(NotVisible.class);
    assertThatThrownBy(() -> get(decisions().approve(stranger, pending.id())))
        .isInstanceOf(NotVisible.class);
    var viewer = world.viewer(world.member("Vera", publisher, Role.VIEWER));
    assertThatThrownBy(() -> get(decisions().approve(viewer, pending.id())))
        .isInstanceOf(NotAllowed.class);
  }

  @Test
  void leavesNoApplicationBehindWhenTheRequestFails() {
    get(portal.bean(PlanOperations.class).close(admin, guarded.id()));

    assertThatThrownBy(() -> request(guarded, "left over")).isInstanceOf(Conflict.class);

    assertThat(
            portal
                .bean(ApplicationOperations.class)
                .list(developer, consumer.id(), ApplicationQuery.ALL, null, 1)
                .collectList()
                .block())
        .isEmpty();
  }

  @Test
  void hasOneLiveSubscriptionPerApplicationAndApi() {
    var first = request(open, "an app");

    assertThatThrownBy(() ->
            get(
                portal
                    .bean(RequestSubscription.class)
                    .request(
                        developer,
                        new SubscriptionRequest(
                            guarded.id(), new Caller.Existing(first.application()), ""))))
        .isInstanceOf(AlreadySubscribed.class);
  }

  @Test
  void hidesAPrivateApi() {
    var details =
        new ApiDetails(
            api.name(),
            api.summary(),
            "",
            "1",
            Api.Visibility.PRIVATE,
            api.basePath(),
            api.models(),
            null,
            null,
            false,
            null);
    get(portal.bean(ApiOperations.class).edit(admin, api.id(), details));

    assertThatThrownBy(this::next).isInstanceOf(NotVisible.class);
    assertThatThrownBy(() -> request(open, "an app")).isInstanceOf(NotVisible.class);
  }

  private Plan plan(String slug, Plan.Approval approval) {
    var details = new PlanDetails(slug, "", approval, 60, null, Set.of());
    return get(
        portal.bean(PlanOperations.class).create(admin, api.id(), new NewPlan(slug, details)));
  }

  private Subscription request(Plan plan, String application) {
    return get(
        portal
            .bean(RequestSubscription.class)
            .request(
                developer,
                new SubscriptionRequest(
                    plan.id(), new Caller.New(consumer.id(), application), "to try")));
  }

  private NextAction next() {
    return get(portal.bean(CatalogueOperations.class).find(developer, api.slug())).next();
  }

  private List<Subscription.Status> steps(Subscription subscription) {
    return portal
        .bean(SubscriptionOperations.class)
        .timeline(developer, subscription.id())
        .map(step -> step.event().status())
        .collectList()
        .block();
  }

  private static SubscriptionDecisions decisions() {
    return portal.bean(SubscriptionDecisions.class);
  }
}
