package io.tollgate.portal.adminapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.application.ApiKeys;
import io.tollgate.domain.authorization.Scope;
import io.tollgate.domain.tenant.Role;
import io.tollgate.portal.PortalForTests;
import io.tollgate.portal.World;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** From an empty platform to a granted key, by scripts alone. */
class WholeJourneyTests {

  private static final String PROVIDER_SECRET = "sk-planted-canary-1234567890";

  private static PortalForTests portal;
  private static World world;

  @BeforeAll
  static void start() {
    portal = PortalForTests.start();
    world = new World(portal);
  }

  @AfterAll
  static void stop() {
    portal.close();
  }

  @Test
  void saysWhichPartOfAPathIsNoId() {
    var script = Script.of(portal, world.platformAdmin("Ida"), Scope.READ);

    var problem = script.get("/tenants/nobody").expect(400).json();

    assertThat(problem.path("code").asString()).isEqualTo("unreadable");
    assertThat(problem.at("/errors/0/field").asString()).isEqualTo("tenant");
  }

  @Test
  void describesTheIdsInPathsAsUuids() {
    var script = Script.of(portal, world.platformAdmin("Iris"), Scope.READ);

    var document = script.get("/openapi.json").expect(200).json();

    var get = document.at("/paths/~1admin~1api~1v1~1tenants~1{tenant}/get");
    assertThat(get.at("/parameters/0/schema/format").asString()).isEqualTo("uuid");
    assertThat(document.at("/components/schemas").propertyNames()).doesNotContain("TenantId");
  }

  @Test
  void setsUpThePlatformAndGrantsAKey() {
    var platform =
        Script.of(
            portal, world.platformAdmin("Root"), Scope.READ, Scope.PLATFORM, Scope.ADMINISTER);
    var publisherOwner = world.person("Paula Publisher");
    var publisher =
        platform
            .post(
                "/tenants",
                Map.of(
                    "slug", "publisher",
                    "name", "Publisher",
                    "timeZone", "Europe/Berlin",
                    "owner", publisherOwner.email()))
            .expect(201)
            .id();
    var model = setUpAModel(platform);

    var owner = Script.of(portal, publisherOwner, Scope.READ, Scope.ADMINISTER);
    var api = publishAnApi(owner, publisher, model);
    var plan = plan(owner, api);
    owner.post("/apis/" + api + "/publish").expect(200);

    var consumer = world.tenant("Consumer");
    var developer =
        Script.of(
            portal,
            world.member("Dan Developer", consumer, Role.DEVELOPER),
            Scope.READ,
            Scope.DEVELOP);
    assertThat(developer.get("/catalogue?q=chat").expect(200).json().at("/items/0/slug").asString())
        .isEqualTo("chat");
    var application =
        developer
            .post("/tenants/" + consumer.id() + "/applications", Map.of("name", "Helpdesk"))
            .expect(201)
            .id();
    var key = developer.post("/applications/" + application + "/keys", Map.of("name", "prod"));
    assertThat(ApiKeys.looksLikeKey(key.expect(201).text("key"))).isTrue();
    var subscription =
        developer
            .post(
                "/subscriptions",
                Map.of("plan", plan, "application", application, "purpose", "answers"))
            .expect(201);
    assertThat(subscription.text("status")).isEqualTo("PENDING");

    var waiting = owner.get("/tenants/" + publisher + "/approvals").expect(200).json();
    assertThat(waiting.at("/items/0/id").asString()).isEqualTo(subscription.id());
    assertThat(waiting.at("/items/0/application/name").asString()).isEqualTo("Helpdesk");
    owner.post("/subscriptions/" + subscription.id() + "/approve").expect(200);

    var granted = developer.get("/subscriptions/" + subscription.id()).expect(200);
    assertThat(granted.text("status")).isEqualTo("APPROVED");
    var timeline = developer.get("/subscriptions/" + subscription.id() + "/timeline").expect(200);
    assertThat(timeline.json().size()).isEqualTo(2);
    assertThat(timeline.json().at("/1/actor").asString()).isEqualTo("Paula Publisher");
    assertThat(developer.get("/catalogue/chat").expect(200).text("access")).isEqualTo("GRANTED");

    rotatesAndRevokes(developer, application, key);
    assertThat(platform.get("/audit/verification").expect(200).json().path("whole").asBoolean())
        .isTrue();
    assertThat(platform.get("/audit?limit=200").expect(200).body())
        .contains("provider.created", "subscription.approved", "credential.rotated")
        .doesNotContain(PROVIDER_SECRET)
        .doesNotContain(key.text("key"));
  }

  private static String setUpAModel(Script platform) {
    var provider =
        platform.post(
            "/providers",
            Map.of(
                "slug", "openai",
                "name", "OpenAI",
                "wireFormat", "OPENAI",
                "vendor", "openai",
                "baseUrl", "https://api.openai.com/v1",
                "authStyle", "BEARER",
                "secret", PROVIDER_SECRET));
    assertThat(provider.expect(201).body()).doesNotContain(PROVIDER_SECRET);
    assertThat(provider.text("secretHint")).isEqualTo("…7890");
    var model =
        platform
            .post(
                "/models",
                Map.of(
                    "name", "gpt-journey", "capabilities", List.of("CHAT"), "contextWindow", 8000))
            .expect(201)
            .id();
    platform
        .post(
            "/models/" + model + "/deployments",
            Map.of("provider", provider.id(), "upstreamModel", "gpt-4o-mini"))
        .expect(201);
    assertThat(platform.get("/models/unpriced").expect(200).body()).contains(model);
    var price =
        platform
            .post(
                "/models/" + model + "/prices",
                Map.of("input", "0.15", "output", "0.60", "searchUnits", "2000"))
            .expect(201);
    assertThat(price.text("output")).isEqualTo("0.6");
    assertThat(price.text("searchUnits")).isEqualTo("2000");
    assertThat(platform.get("/models/unpriced").expect(200).body()).doesNotContain(model);
    return model;
  }

  private static String publishAnApi(Script owner, String publisher, String model) {
    var api =
        new HashMap<String, Object>(
            Map.of(
                "slug", "chat",
                "kind", "AI",
                "name", "Chat",
                "summary", "Talks",
                "version", "1",
                "visibility", "PUBLIC",
                "basePath", "/chat",
                "models", List.of(model)));
    for (int never : new int[] {0, -1, 366}) {
      api.put("responseDays", never);
      assertThat(owner.post("/tenants/" + publisher + "/apis", api).expect(422).body())
          .contains("responseDays");
    }
    api.put("responseDays", 30);
    var made = owner.post("/tenants/" + publisher + "/apis", api).expect(201);
    assertThat(made.json().path("responseDays").asInt()).isEqualTo(30);
    return made.id();
  }

  private static String plan(Script owner, String api) {
    return owner
        .post(
            "/apis/" + api + "/plans",
            Map.of("slug", "team", "name", "Team", "approval", "MANUAL", "requestsPerMinute", 60))
        .expect(201)
        .id();
  }

  private static void rotatesAndRevokes(Script developer, String application, Script.Reply key) {
    var credential = UUID.fromString(key.json().at("/credential/id").asString());
    var rotated =
        developer
            .post("/keys/" + credential + "/rotate", Map.of("overlapSeconds", 3600))
            .expect(201);
    assertThat(rotated.text("key")).isNotEqualTo(key.text("key"));
    developer.post("/keys/" + credential + "/revoke").expect(200);
    var keys = developer.get("/applications/" + application + "/keys").expect(200);
    readsKeysPageByPage(developer, "/applications/" + application + "/keys", keys);
    assertThat(keys.json().path("items").size()).isEqualTo(2);
    assertThat(keys.body()).doesNotContain(key.text("key")).doesNotContain(rotated.text("key"));
    assertThat(keys.json().at("/items/1/revokedAt").isNull()).isFalse();
  }

  private static void readsKeysPageByPage(Script developer, String path, Script.Reply whole) {
    var first = developer.get(path + "?limit=1").expect(200);
    var second = developer.get(path + "?limit=1&after=" + first.text("next")).expect(200);

    assertThat(first.json().at("/items/0")).isEqualTo(whole.json().at("/items/0"));
    assertThat(second.json().at("/items/0")).isEqualTo(whole.json().at("/items/1"));
    assertThat(second.json().path("next").isNull()).isTrue();
    var revoked = developer.get(path + "?state=ENDED&q=PROD").expect(200).json();
    assertThat(revoked.at("/items/0/revokedAt").isNull()).isFalse();
    assertThat(developer.get(path + "?q=nobody").expect(200).json().path("items")).isEmpty();
    developer.get(path + "?after=nonsense").expect(422);
    developer.get(path + "?state=odd").expect(400);
  }
}
