package io.tollgate.portal.adminapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.authorization.Scope;
import io.tollgate.domain.tenant.Role;
import io.tollgate.portal.PortalForTests;
import io.tollgate.portal.World;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

/**
 * Every endpoint of the admin API by every kind of person. The endpoints are read from the running
 * portal, so that a new one without a rule fails here.
 */
class AuthorizationMatrixTests {

  private static final Set<Integer> WITHHELD = Set.of(401, 403, 404);

  private static PortalForTests portal;
  private static World world;
  private static Script platform;
  private static List<String> endpoints;

  @BeforeAll
  static void start() {
    portal = PortalForTests.start();
    world = new World(portal);
    platform = Script.of(portal, world.platformAdmin("Root"), Scope.values());
    endpoints = endpoints();
  }

  @AfterAll
  static void stop() {
    portal.close();
  }

  @Test
  void everyEndpointHasARule() {
    assertThat(endpoints).containsExactlyInAnyOrderElementsOf(Rules.ALL.keySet());
  }

  @Test
  void everyEndpointIsInTheDocument() {
    var document = platform.get("/openapi.json").expect(200).json();

    assertThat(document.path("openapi").asString()).startsWith("3.1");
    var described = new LinkedHashSet<String>();
    document
        .path("paths")
        .propertyStream()
        .forEach(path ->
            path.getValue()
                .propertyNames()
                .forEach(method ->
                    described.add(
                        method.toUpperCase(Locale.ROOT)
                            + " "
                            + path.getKey().substring(AdminApi.PATH.length()))));
    assertThat(described).containsExactlyInAnyOrderElementsOf(endpoints);
  }

  @Test
  void nobodyWithoutATokenGetsAnything() {
    var nobody = new Script(portal.url(), "");
    var forged = new Script(portal.url(), "tga_" + "a".repeat(32));
    var belongings = Belongings.of(portal, platform);

    each((endpoint, softly) -> {
      softly.assertThat(call(nobody, endpoint, belongings).status()).isEqualTo(401);
      softly.assertThat(call(forged, endpoint, belongings).status()).isEqualTo(401);
    });
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void membersDoWhatTheirRoleSays(Role role) {
    var belongings = Belongings.of(portal, platform);
    var member = Script.of(portal, world.member("Mia", belongings.tenant(), role), Script.MEMBER);

    each((endpoint, softly) -> {
      var status = call(member, endpoint, belongings).status();
      var needs = Rules.ALL.get(endpoint);
      if (needs == Needs.SELF) {
        softly.assertThat(status).isEqualTo(404);
      } else if (needs.grantedTo(role)) {
        softly.assertThat(status).isNotIn(WITHHELD).isLessThan(500);
      } else {
        softly.assertThat(status).isEqualTo(403);
      }
    });
  }

  @Test
  void strangersCannotTellThatAnythingExists() {
    var belongings = Belongings.of(portal, platform);
    var stranger =
        Script.of(
            portal, world.member("Stan", world.tenant("Elsewhere"), Role.OWNER), Script.MEMBER);

    each((endpoint, softly) -> {
      var status = call(stranger, endpoint, belongings).status();
      switch (Rules.ALL.get(endpoint)) {
        case TOKEN -> softly.assertThat(status).isEqualTo(200);
        case PLATFORM, PLATFORM_READ -> softly.assertThat(status).isEqualTo(403);
        case SELF, VIEWER, DEVELOPER, ADMIN, DECIDER, OWNER ->
            softly.assertThat(status).isEqualTo(404);
      }
    });
  }

  @ParameterizedTest
  @EnumSource(Scope.class)
  void aTokenDoesWhatItsScopeSays(Scope scope) {
    var belongings = Belongings.of(portal, platform);
    var script = Script.of(portal, world.platformAdmin("Ruth"), scope);

    each((endpoint, softly) -> {
      var needs = Rules.ALL.get(endpoint);
      var reads = endpoint.startsWith("GET ");
      var wanted = needs.scope(reads);
      var status = call(script, endpoint, belongings).status();
      if (needs == Needs.SELF) {
        softly.assertThat(status).isEqualTo(404);
      } else if (wanted == Scope.READ || wanted == scope || eitherSide(endpoint, scope)) {
        softly.assertThat(status).isNotIn(WITHHELD).isLessThan(500);
      } else {
        softly.assertThat(status).isEqualTo(403);
      }
    });
  }

  @Test
  void noBodySetsWhatIsNotItsOwn() {
    var belongings = Belongings.of(portal, platform);

    each((endpoint, softly) -> {
      if (takesABody(endpoint)) {
        var method = endpoint.substring(0, endpoint.indexOf(' '));
        var reply =
            platform.send(method, belongings.path(path(endpoint)), "{\"platformAdmin\":true}");
        softly.assertThat(reply.status()).isEqualTo(400);
        softly.assertThat(reply.body()).contains("\"field\":\"platformAdmin\"");
      }
    });
  }

  @Test
  void makesNoSession() {
    var reply = platform.get("/me").expect(200);

    assertThat(reply.headers().firstValue("set-cookie")).isEmpty();
    assertThat(reply.headers().firstValue("cache-control").orElse("")).contains("no-store");
    assertThat(portal.database().query("select count(*) from portal_session")).isEqualTo("0");
  }

  /** Both sides may end a subscription, each with the scope that is its own. */
  private static boolean eitherSide(String endpoint, Scope scope) {
    return endpoint.equals("POST /subscriptions/{subscription}/close")
        && (scope == Scope.DEVELOP || scope == Scope.ADMINISTER);
  }

  private static boolean takesABody(String endpoint) {
    return bodies().contains(endpoint);
  }

  private interface Check {
    void on(String endpoint, SoftAssertions softly);
  }

  private static void each(Check check) {
    SoftAssertions.assertSoftly(softly ->
        endpoints.forEach(endpoint -> {
          int before = softly.assertionErrorsCollected().size();
          check.on(endpoint, softly);
          if (softly.assertionErrorsCollected().size() > before) {
            softly.fail("above: " + endpoint);
          }
        }));
  }

  private static Script.Reply call(Script script, String endpoint, Belongings belongings) {
    var path = belongings.path(path(endpoint));
    var method = endpoint.substring(0, endpoint.indexOf(' '));
    return switch (method) {
      case "POST" -> script.post(path, belongings.body(endpoint));
      case "PUT" -> script.put(path, belongings.body(endpoint));
      case "DELETE" -> script.delete(path);
      default -> script.get(path);
    };
  }

  private static String path(String endpoint) {
    return endpoint.substring(endpoint.indexOf(' ') + 1);
  }

  /** Reading comes first and deleting last, so that what is called upon is still there. */
  private static List<String> endpoints() {
    return mapped(handler -> true).stream()
        .sorted(
            Comparator.comparingInt((String endpoint) ->
                    List.of("GET", "PUT", "POST", "DELETE")
                        .indexOf(endpoint.substring(0, endpoint.indexOf(' '))))
                .thenComparing(Comparator.naturalOrder()))
        .toList();
  }

  private static Set<String> bodies() {
    return mapped(handler ->
        Arrays.stream(handler.getMethodParameters())
            .anyMatch(parameter -> parameter.hasParameterAnnotation(RequestBody.class)));
  }

  private static Set<String> mapped(Predicate<HandlerMethod> wanted) {
    return portal.bean(RequestMappingHandlerMapping.class).getHandlerMethods().entrySet().stream()
        .filter(mapping -> mapping.getValue().getBeanType().isAnnotationPresent(AdminApi.class))
        .filter(mapping -> wanted.test(mapping.getValue()))
        .flatMap(mapping ->
            mapping.getKey().getMethodsCondition().getMethods().stream()
                .flatMap(method ->
                    mapping.getKey().getPatternsCondition().getPatterns().stream()
                        .map(pattern ->
                            method
                                + " "
                                + pattern.getPatternString().substring(AdminApi.PATH.length()))))
        .collect(Collectors.toSet());
  }
}
