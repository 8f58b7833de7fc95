package io.tollgate.portal.adminapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.authorization.Scope;
import io.tollgate.domain.identity.User;
import io.tollgate.domain.tenant.Role;
import io.tollgate.domain.tenant.Tenant;
import io.tollgate.portal.Browser;
import io.tollgate.portal.PortalForTests;
import io.tollgate.portal.Samples;
import io.tollgate.portal.World;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A model is there for those to whom an API offers it, whichever door they come through. */
class ModelVisibilityTests {

  private static PortalForTests portal;
  private static Script platform;
  private static Script owner;
  private static Script newcomer;
  private static Browser newcomersBrowser;
  private static Tenant publisher;
  private static String offeredToAll;
  private static String offeredToOwn;
  private static String onNoApi;

  @BeforeAll
  static void start() {
    portal = PortalForTests.start();
    var world = new World(portal);
    var samples = new Samples(portal);
    platform = Script.of(portal, world.platformAdmin("Root"), Scope.values());
    publisher = world.tenant("Publisher");
    owner = Script.of(portal, world.member("Olga", publisher, Role.OWNER), Script.MEMBER);
    User person = samples.member("new@example.com", world.tenant("Newcomer"), Role.OWNER);
    newcomer = Script.of(portal, person, Script.MEMBER);
    newcomersBrowser = samples.signedIn(person);
    offeredToAll = model("offered-to-all");
    offeredToOwn = model("offered-to-own");
    onNoApi = model("on-no-api");
    publish("open-chat", "PUBLIC", offeredToAll);
    publish("own-chat", "PRIVATE", offeredToOwn);
  }

  @AfterAll
  static void stop() {
    portal.close();
  }

  @Test
  void aNewcomerListsWhatSomeVisibleApiOffersAndNothingElse() {
    assertThat(newcomer.get("/models").expect(200).body())
        .contains("offered-to-all")
        .doesNotContain("offered-to-own", "on-no-api");
  }

  @Test
  void thePublisherListsAlsoWhatItsPrivateApiOffers() {
    assertThat(owner.get("/models").expect(200).body())
        .contains("offered-to-all", "offered-to-own")
        .doesNotContain("on-no-api");
  }

  @Test
  void aPlatformAdminListsEveryModel() {
    assertThat(platform.get("/models").expect(200).body())
        .contains("offered-to-all", "offered-to-own", "on-no-api");
  }

  @Test
  void whatIsNotOfferedIsNotThereByItsIdEither() {
    for (var hidden : List.of(offeredToOwn, onNoApi)) {
      var model = newcomer.get("/models/" + hidden);
      var prices = newcomer.get("/models/" + hidden + "/prices");

      assertThat(model.status()).isEqualTo(404);
      assertThat(prices.status()).isEqualTo(404);
      assertThat(model.body() + prices.body())
          .doesNotContain("offered-to-own", "on-no-api", "1.25");
    }
    assertThat(newcomer.get("/models/" + offeredToAll).expect(200).body())
        .contains("offered-to-all");
    assertThat(newcomer.get("/models/" + offeredToAll + "/prices").expect(200).body())
        .contains("1.25");
    assertThat(owner.get("/models/" + offeredToOwn + "/prices").expect(200).body())
        .contains("1.25");
  }

  @Test
  void deploymentsStayWithThePlatform() {
    for (var model : List.of(offeredToAll, offeredToOwn, onNoApi)) {
      assertThat(newcomer.get("/models/" + model + "/deployments").status()).isEqualTo(403);
    }
    assertThat(newcomer.get("/deployments").status()).isEqualTo(403);
  }

  @Test
  void thePageAndTheAdminApiAgree() {
    assertThat(newcomersBrowser.get("/models").body())
        .contains("offered-to-all")
        .doesNotContain("offered-to-own", "on-no-api");
    assertThat(newcomersBrowser.get("/models/" + offeredToAll).status()).isEqualTo(200);
    assertThat(newcomersBrowser.get("/models/" + offeredToOwn).status()).isEqualTo(404);
    assertThat(newcomersBrowser.get("/models/" + onNoApi).status()).isEqualTo(404);
  }

  @Test
  void aModelOfADraftIsNotThereYet() {
    var model = model("of-a-draft");
    owner
        .post("/tenants/" + publisher.id() + "/apis", api("draft-chat", "PUBLIC", model))
        .expect(201);

    assertThat(newcomer.get("/models/" + model).status()).isEqualTo(404);
  }

  private static String model(String name) {
    var id =
        platform
            .post("/models", Map.of("name", name, "capabilities", List.of("CHAT")))
            .expect(201)
            .id();
    platform.post("/models/" + id + "/prices", Map.of("input", "1.25", "output", "5")).expect(201);
    return id;
  }

  private static void publish(String slug, String visibility, String model) {
    var api =
        owner
            .post("/tenants/" + publisher.id() + "/apis", api(slug, visibility, model))
            .expect(201)
            .id();
    owner
        .post("/apis/" + api + "/plans", Map.of("slug", "p", "name", "P", "approval", "AUTOMATIC"))
        .expect(201);
    owner.post("/apis/" + api + "/publish").expect(200);
  }

  private static Map<String, Object> api(String slug, String visibility, String model) {
    return Map.of(
        "slug",
        slug,
        "kind",
        "AI",
        "name",
        slug,
        "version",
        "1",
        "visibility",
        visibility,
        "basePath",
        "/" + slug,
        "models",
        List.of(model));
  }
}
