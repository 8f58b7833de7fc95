package io.tollgate.portal.adminapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.authorization.Scope;
import io.tollgate.domain.identity.Users;
import io.tollgate.domain.tenant.Tenant;
import io.tollgate.domain.tenant.Tenants;
import io.tollgate.portal.Browser;
import io.tollgate.portal.PortalForTests;
import io.tollgate.portal.Samples;
import io.tollgate.portal.World;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who signs up owns a tenant, and gets no model of the platform by publishing it there. */
class ModelPublishingTests {

  private static PortalForTests portal;
  private static Samples samples;
  private static Script platform;
  private static Browser platformBrowser;
  private static String model;
  private static String other;

  @BeforeAll
  static void start() {
    portal = PortalForTests.start();
    samples = new Samples(portal);
    var root = samples.platformAdmin("root@example.com");
    platform = Script.of(portal, root, Scope.values());
    platformBrowser = samples.signedIn(root);
    model = samples.model("dear-model").id().toString();
    other = samples.model("dearer-model").id().toString();
  }

  @AfterAll
  static void stop() {
    portal.close();
  }

  @AfterEach
  void onlyTeamTenantsMay() {
    letPublish("TEAM_TENANTS");
  }

  /** Somebody who has just signed up, with their page in front of them and a token in hand. */
  private record Newcomer(Browser browser, Script script, Tenant tenant) {

    static Newcomer called(String name) {
      var email = name + "@newcomers.example";
      var browser = new Browser(portal.url());
      var form = Map.of("name", name, "email", email, "password", Samples.PASSWORD);
      assertThat(browser.submit("/sign-up", "/sign-up", form).location()).isEqualTo("/");
      var person = PortalForTests.get(portal.bean(Users.class).findByEmail(email));
      var tenant = PortalForTests.get(portal.bean(Tenants.class).of(person.id()).single());
      return new Newcomer(browser, Script.of(portal, person, Script.MEMBER), tenant);
    }

    String apis() {
      return "/t/" + tenant.slug() + "/apis";
    }

    Script.Reply draft(String slug, String kind, String... models) {
      return script.post("/tenants/" + tenant.id() + "/apis", api(slug, kind, models));
    }

    Script.Reply edit(String api, String... models) {
      return script.put("/apis/" + api, details(tenant.slug(), models));
    }

    String addPlan(String api) {
      var plan = Map.of("slug", "open", "name", "Open", "approval", "AUTOMATIC");
      return script.post("/apis/" + api + "/plans", plan).expect(201).id();
    }

    Script.Reply publish(String api) {
      return script.post("/apis/" + api + "/publish");
    }

    Script.Reply subscribe(String plan) {
      return script.post(
          "/subscriptions",
          Map.of("plan", plan, "tenant", tenant.id().toString(), "newApplication", "Mine"));
    }
  }

  @Test
  void neitherADraftNorAnEditNorPublishingGetsANewcomerAModel() {
    var newcomer = Newcomer.called("sneaky");

    refusesTheModel(newcomer.draft("sneaky", "AI", model));
    var api = newcomer.draft("sneaky", "AI").expect(201).id();
    refusesTheModel(newcomer.edit(api, model));
    var plan = newcomer.addPlan(api);
    var published = newcomer.publish(api).expect(409);
    var subscribed = newcomer.subscribe(plan);

    assertThat(published.text("code")).isEqualTo("models_not_publishable");
    assertThat(published.text("detail")).contains("Ask a platform admin for a team tenant");
    assertThat(subscribed.status()).isEqualTo(404);
    assertThat(
            portal
                .database()
                .query("select count(*) from subscription where api_id = '" + api + "'"))
        .isEqualTo("0");
    assertThat(newcomer.script().get("/models").expect(200).body()).doesNotContain("dear");
  }

  @Test
  void neitherDoTheFormsOfThePages() {
    var newcomer = Newcomer.called("clicks");
    var form = form("clicks", "AI");
    form.put("models", model);

    var refused = newcomer.browser().submit(newcomer.apis() + "/new", newcomer.apis(), form);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body()).contains("Only team tenants may publish models here");

    form.remove("models");
    var page =
        newcomer.browser().submit(newcomer.apis() + "/new", newcomer.apis(), form).location();
    form.put("models", model);
    form.put("basePath", "/clicks");
    assertThat(newcomer.browser().submit(page, page, form).status()).isEqualTo(422);

    newcomer.browser().submit(page, page + "/publish", Map.of());
    assertThat(newcomer.browser().get(page).body())
        .contains("Only team tenants may publish models here, and this is a personal one")
        .contains("Ask a platform admin for a team tenant", "Draft")
        .doesNotContain("dear-model", ">Publish<");
  }

  @Test
  void thePageOffersARestApiAndSaysWhomToAskForMore() {
    var newcomer = Newcomer.called("reads");

    assertThat(newcomer.browser().get(newcomer.apis() + "/new").body())
        .contains("Ask a platform admin for a team tenant")
        .doesNotContain("dear-model", "<option value=\"AI\"");
    assertThat(platformBrowser.get(newcomer.apis() + "/new").body())
        .contains("dear-model", "<option value=\"AI\"")
        .doesNotContain("Ask a platform admin");
  }

  @Test
  void aRestApiIsForEveryTenant() {
    var newcomer = Newcomer.called("rests");
    var api = newcomer.draft("rests", "REST").expect(201).id();
    newcomer.addPlan(api);
    newcomer
        .script()
        .post("/apis/" + api + "/routes", Map.of("path", "/**", "upstream", "https://example.com"))
        .expect(201);

    newcomer.publish(api).expect(200);
  }

  @Test
  void aTeamTenantIsWhatAPlatformAdminGivesToWhomTheyTrust() {
    var newcomer = Newcomer.called("trusted");
    var team =
        platform
            .post(
                "/tenants",
                Map.of(
                    "slug", "trusted-team",
                    "name", "Trusted team",
                    "timeZone", "UTC",
                    "owner", "trusted@newcomers.example"))
            .expect(201)
            .id();

    var api =
        newcomer
            .script()
            .post("/tenants/" + team + "/apis", api("trusted", "AI", model))
            .expect(201);
    newcomer.addPlan(api.id());
    newcomer.publish(api.id()).expect(200);
  }

  @Test
  void whatAPlatformAdminPutsIntoAPersonalTenantGoesOnThere() {
    var newcomer = Newcomer.called("gifted");
    var api =
        platform
            .post("/tenants/" + newcomer.tenant().id() + "/apis", api("gifted", "AI", model))
            .expect(201)
            .id();
    newcomer.addPlan(api);
    newcomer.publish(api).expect(409);
    platform.post("/apis/" + api + "/publish").expect(200);

    newcomer.edit(api, model).expect(200);
    refusesTheModel(newcomer.edit(api, model, other));
    assertThat(newcomer.browser().get(newcomer.apis() + "/" + api).body())
        .contains("dear-model")
        .doesNotContain("dearer-model");
  }

  @Test
  void aPlatformAdminsTokenForReadingIsNoWayAroundIt() {
    var reader = Script.of(portal, new World(portal).platformAdmin("Rita"), Scope.READ);
    var newcomer = Newcomer.called("lent");

    var home = "/tenants/" + newcomer.tenant().id();
    reader.post(home + "/apis", api("lent", "AI", model)).expect(403);
  }

  @Test
  void whatWasPublishedWhileEveryTenantMightGoesOnAndGetsNoFurther() {
    var newcomer = Newcomer.called("early");
    letPublish("EVERY_TENANT");
    var api = newcomer.draft("early", "AI", model, other).expect(201).id();
    var plan = newcomer.addPlan(api);
    newcomer.publish(api).expect(200);
    assertThat(newcomer.subscribe(plan).expect(201).text("status")).isEqualTo("APPROVED");
    assertThat(platformBrowser.get("/admin/settings").body()).doesNotContain("id=\"left-over\"");

    letPublish("TEAM_TENANTS");

    newcomer.edit(api, model, other).expect(200);
    newcomer.edit(api, model).expect(200);
    refusesTheModel(newcomer.edit(api, model, other));
    newcomer.script().post("/apis/" + api + "/deprecate").expect(200);
    newcomer.publish(api).expect(409);
    assertThat(platformBrowser.get("/admin/settings").body())
        .contains("id=\"left-over\"", newcomer.apis() + "/" + api);

    newcomer.script().post("/apis/" + api + "/retire").expect(200);
    assertThat(platformBrowser.get("/admin/settings").body()).doesNotContain("id=\"left-over\"");
  }

  @Test
  void theSettingIsReadAndChangedByScriptsAndOnThePage() {
    assertThat(setting()).isEqualTo("TEAM_TENANTS");
    var form = Map.of("signUp", "ANYONE", "modelPublishing", "EVERY_TENANT");

    platformBrowser.submit("/admin/settings", "/admin/settings", form);
    assertThat(setting()).isEqualTo("EVERY_TENANT");
    assertThat(platformBrowser.get("/admin/audit").body())
        .contains("Who may publish models", "Every tenant, the personal ones too");

    // Scripts from before there was such a setting send the other one alone.
    platform.put("/settings", Map.of("signUp", "ANYONE")).expect(200);
    assertThat(setting()).isEqualTo("EVERY_TENANT");
    platform.put("/settings", Map.of("modelPublishing", "TEAM_TENANTS")).expect(422);
    platform.put("/settings", Map.of("signUp", "ANYONE", "modelPublishing", "NOBODY")).expect(400);
    assertThat(
            platform
                .get("/openapi.json")
                .expect(200)
                .json()
                .at("/components/schemas/SettingsRequest/properties/modelPublishing/enum")
                .toString())
        .isEqualTo("[\"TEAM_TENANTS\",\"EVERY_TENANT\"]");
  }

  @Test
  void aSettingThatNobodyCanReadIsTheNarrowOne() {
    var newcomer = Newcomer.called("odd");
    portal
        .database()
        .execute("update platform_setting set value = 'odd' where name = 'model_publishing'");
    refusesTheModel(newcomer.draft("odd", "AI", model));

    portal.database().execute("delete from platform_setting where name = 'model_publishing'");
    refusesTheModel(newcomer.draft("odd", "AI", model));
  }

  private static String setting() {
    return platform.get("/settings").expect(200).text("modelPublishing");
  }

  private static void letPublish(String whom) {
    platform.put("/settings", Map.of("signUp", "ANYONE", "modelPublishing", whom)).expect(200);
  }

  private static void refusesTheModel(Script.Reply reply) {
    var error = reply.expect(422).json().at("/errors/0");
    assertThat(error.path("field").asString()).isEqualTo("models");
    assertThat(error.path("code").asString()).isEqualTo("modelsOfTeams");
  }

  private static Map<String, Object> api(String slug, String kind, String... models) {
    var api = details(slug, models);
    api.putAll(Map.of("slug", slug, "kind", kind, "basePath", "/" + slug));
    return api;
  }

  private static Map<String, Object> details(String name, String... models) {
    return new HashMap<>(
        Map.of(
            "name",
            name,
            "version",
            "1",
            "visibility",
            "PUBLIC",
            "basePath",
            "/" + name.toLowerCase(Locale.ROOT),
            "models",
            List.of(models)));
  }

  private static Map<String, String> form(String slug, String kind) {
    return new HashMap<>(
        Map.of("slug", slug, "kind", kind, "name", slug, "version", "1", "visibility", "PUBLIC"));
  }
}
