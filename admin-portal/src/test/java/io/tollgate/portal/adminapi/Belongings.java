package io.tollgate.portal.adminapi;

import static io.tollgate.portal.PortalForTests.get;

import io.tollgate.domain.application.ApplicationId;
import io.tollgate.domain.application.CredentialId;
import io.tollgate.domain.authorization.Scope;
import io.tollgate.domain.id.UuidV7;
import io.tollgate.domain.identity.User;
import io.tollgate.domain.ledger.Ledger;
import io.tollgate.domain.money.Money;
import io.tollgate.domain.tenant.Role;
import io.tollgate.domain.tenant.Tenant;
import io.tollgate.domain.tenant.TenantId;
import io.tollgate.domain.usage.Usage;
import io.tollgate.portal.BookedCall;
import io.tollgate.portal.PortalForTests;
import io.tollgate.portal.World;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A tenant with one of everything, made by its own people over the admin API.
 *
 * @param ids what stands in each place of a path
 */
public record Belongings(Tenant tenant, Map<String, String> ids) {

  public static Belongings of(PortalForTests portal) {
    var root = new World(portal).platformAdmin("Root");
    return of(portal, Script.of(portal, root, Scope.values()));
  }

  static Belongings of(PortalForTests portal, Script platform) {
    var world = new World(portal);
    var tenant = world.tenant("Belongings");
    var owner = Script.of(portal, world.member("Olga Owner", tenant, Role.OWNER), Script.MEMBER);
    var unique = UUID.randomUUID().toString().substring(0, 8);
    var home = "/tenants/" + tenant.id();
    var model = model(platform, unique);
    var provider = provider(platform, unique);
    var deployment =
        platform
            .post(
                "/models/" + model + "/deployments",
                Map.of("provider", provider, "upstreamModel", "upstream"))
            .expect(201);
    aiApi(owner, home, unique, model);
    var rest = restApi(owner, home, unique);
    var plan =
        owner.post(
            "/apis/" + rest + "/plans", Map.of("slug", "p", "name", "P", "approval", "MANUAL"));
    var route =
        owner.post(
            "/apis/" + rest + "/routes", Map.of("path", "/**", "upstream", "https://example.com"));
    owner.post("/apis/" + rest + "/publish").expect(200);
    var application = owner.post(home + "/applications", Map.of("name", "App")).expect(201).id();
    var key = owner.post("/applications/" + application + "/keys", Map.of("name", "k"));
    var subscription =
        owner
            .post("/subscriptions", Map.of("plan", plan.id(), "application", application))
            .expect(201);
    var invitation =
        owner.post(
            home + "/invitations", Map.of("email", unique + "@example.com", "role", "VIEWER"));
    var entry = entry(portal, tenant.id(), application, key.json().at("/credential/id").asString());
    return new Belongings(
        tenant,
        Map.ofEntries(
            Map.entry("tenant", tenant.id().toString()),
            Map.entry("owner", tenant.id().toString()),
            Map.entry("token", tokenOf(portal, world.person("Somebody Else"))),
            Map.entry("slug", "rest-" + unique),
            Map.entry("application", application),
            Map.entry("key", key.json().at("/credential/id").asString()),
            Map.entry("subscription", subscription.id()),
            Map.entry("api", rest),
            Map.entry("plan", plan.expect(201).id()),
            Map.entry("route", route.expect(201).id()),
            Map.entry("provider", provider),
            Map.entry("model", model),
            Map.entry("deployment", deployment.id()),
            Map.entry("user", member(world, tenant).id().toString()),
            Map.entry("invitation", invitation.expect(201).json().at("/invitation/id").asString()),
            Map.entry("request", entry.toString())));
  }

  /** The path with the ids of this tenant's own in it. */
  String path(String template) {
    var path = template;
    for (var id : ids.entrySet()) {
      path = path.replace("{" + id.getKey() + "}", id.getValue());
    }
    return path;
  }

  /** A body that passes every check that comes before authorisation. */
  Map<String, String> body(String endpoint) {
    return endpoint.equals("POST /subscriptions")
        ? Map.of("plan", ids.get("plan"), "application", ids.get("application"))
        : Map.of();
  }

  private static User member(World world, Tenant tenant) {
    return world.member("Victor Viewer", tenant, Role.VIEWER);
  }

  private static String tokenOf(PortalForTests portal, User person) {
    return Script.of(portal, person, Scope.READ).get("/tokens").json().at("/items/0/id").asString();
  }

  private static String model(Script platform, String unique) {
    return platform
        .post("/models", Map.of("name", "model-" + unique, "capabilities", List.of("CHAT")))
        .expect(201)
        .id();
  }

  private static String provider(Script platform, String unique) {
    return platform
        .post(
            "/providers",
            Map.of(
                "slug", "provider-" + unique,
                "name", "Provider",
                "wireFormat", "OPENAI",
                "vendor", "custom",
                "baseUrl", "https://api.example.com/v1",
                "authStyle", "NONE"))
        .expect(201)
        .id();
  }

  private static String restApi(Script owner, String home, String unique) {
    return owner
        .post(
            home + "/apis",
            Map.of(
                "slug", "rest-" + unique,
                "kind", "REST",
                "name", "Rest",
                "version", "1",
                "visibility", "PRIVATE",
                "openapi", "paths: {}",
                "basePath", "/rest-" + unique))
        .expect(201)
        .id();
  }

  /** Has the model on offer, to this tenant only. */
  private static void aiApi(Script owner, String home, String unique, String model) {
    var api =
        owner
            .post(
                home + "/apis",
                Map.of(
                    "slug", "ai-" + unique,
                    "kind", "AI",
                    "name", "Ai",
                    "version", "1",
                    "visibility", "PRIVATE",
                    "basePath", "/ai-" + unique,
                    "models", List.of(model)))
            .expect(201)
            .id();
    owner
        .post("/apis/" + api + "/plans", Map.of("slug", "p", "name", "P", "approval", "MANUAL"))
        .expect(201);
    owner.post("/apis/" + api + "/publish").expect(200);
  }

  private static UUID entry(
      PortalForTests portal, TenantId tenant, String application, String credential) {
    var now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    var id = UuidV7.at(now);
    var entry =
        BookedCall.of(tenant, ApplicationId.of(application), CredentialId.of(credential))
            .id(id)
            .startedAt(now.minusSeconds(1))
            .clientRequestId("=cmd|' /C calc'!A0")
            .ownedBy(tenant)
            .consumed(Usage.of(10, 5), new Money(1_234_567_891, Money.USD))
            .entry();
    get(portal.bean(Ledger.class).append(List.of(entry)));
    return id;
  }
}
