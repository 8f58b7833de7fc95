package io.tollgate.portal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.tenant.Role;
import io.tollgate.portal.PageRules.Needs;
import io.tollgate.portal.adminapi.AdminApi;
import io.tollgate.portal.adminapi.Belongings;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

/** Every page by every kind of person: what a role shows, and that a stranger learns nothing. */
class PageMatrixTests {

  private static final Pattern FORM =
      Pattern.compile("<form[^>]*method=\"post\".*?</form>", Pattern.DOTALL);

  private static PortalForTests portal;
  private static Samples samples;
  private static Belongings belongings;

  @BeforeAll
  static void start() {
    portal = PortalForTests.start();
    samples = new Samples(portal);
    belongings = Belongings.of(portal);
  }

  @AfterAll
  static void stop() {
    portal.close();
  }

  @Test
  void everyPageHasARule() {
    assertThat(mapped(RequestMethod.GET))
        .containsExactlyInAnyOrderElementsOf(PageRules.ALL.keySet());
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void membersOpenWhatTheirRoleShows(Role role) {
    var name = role.name().toLowerCase(Locale.ROOT) + "@pages.example";
    var browser = samples.signedIn(samples.member(name, belongings.tenant(), role));

    each((pattern, softly) -> {
      var status = browser.get(PageRules.path(pattern, belongings)).status();
      if (PageRules.ALL.get(pattern).grantedTo(role)) {
        softly.assertThat(status).isIn(200, expected(pattern));
      } else {
        softly.assertThat(status).isEqualTo(403);
      }
    });
  }

  @Test
  void aPlatformAdminOpensEverything() {
    var browser = samples.signedIn(samples.platformAdmin("root@pages.example"));

    each((pattern, softly) -> {
      var status = browser.get(PageRules.path(pattern, belongings)).status();
      if (PageRules.ALL.get(pattern) == Needs.PLATFORM) {
        softly.assertThat(status).isEqualTo(200);
      }
    });
  }

  /** The second tenant's owner asks for every page with the first tenant's ids. */
  @Test
  void aStrangerLearnsNothingOfAnotherTenant() {
    var elsewhere = samples.tenant("elsewhere", "Elsewhere");
    var stranger = samples.signedIn(samples.member("stan@else.example", elsewhere, Role.OWNER));
    var ids = belongings.ids();

    each((pattern, softly) -> {
      var page = stranger.get(PageRules.path(pattern, belongings));
      switch (PageRules.ALL.get(pattern)) {
        case NOTHING, ACCOUNT -> softly.assertThat(page.status()).isIn(200, expected(pattern));
        case VIEWER, DEVELOPER, ADMIN -> softly.assertThat(page.status()).isEqualTo(404);
        case PLATFORM -> softly.assertThat(page.status()).isEqualTo(403);
      }
      softly
          .assertThat(page.body())
          .doesNotContain("Belongings", belongings.tenant().slug(), ids.get("slug"), "Olga Owner");
    });
  }

  @Test
  void filtersLeadNobodyIntoAnotherTenant() {
    var elsewhere = samples.tenant("filters", "Filters");
    var stranger = samples.signedIn(samples.member("fritz@else.example", elsewhere, Role.OWNER));
    var ids = belongings.ids();

    for (var path :
        List.of(
            "/logs?application=" + ids.get("application"),
            "/logs?of=platform",
            "/logs?of=published",
            "/usage?of=platform&by=tenant",
            "/usage?of=published&by=tenant",
            "/usage.csv?of=platform&by=tenant",
            "/apps?tenant=" + ids.get("tenant"),
            "/approvals?tenant=" + ids.get("tenant"))) {
      var page = stranger.get(path);
      assertThat(page.status()).as(path).isIn(200, 403, 404);
      assertThat(page.body()).as(path).doesNotContain("Belongings", ids.get("request"), ">App<");
    }
  }

  @Test
  void everyFormOfAPageCarriesTheTokenOfItsSession() {
    var browser = samples.signedIn(samples.platformAdmin("forms@pages.example"));

    each((pattern, softly) ->
        FORM.matcher(browser.get(PageRules.path(pattern, belongings)).body())
            .results()
            .forEach(form -> softly.assertThat(form.group()).contains("name=\"_csrf\"")));
  }

  @Test
  void nothingIsDoneForAFormWithoutTheToken() {
    var browser = samples.signedIn(samples.platformAdmin("forged@pages.example"));

    assertThat(mapped(RequestMethod.POST))
        .isNotEmpty()
        .allSatisfy(pattern -> {
          var target = pattern.replaceAll("\\{[^}]+}", belongings.ids().get("api"));
          var answer = browser.post(target, null, Map.of());
          assertThat(answer.status()).isEqualTo(403);
          assertThat(answer.body()).contains("This form has expired");
        });
  }

  /** Pages that send people elsewhere, or whose thing does not exist. */
  private static int expected(String pattern) {
    return switch (pattern) {
      case "/sign-in", "/sign-up" -> 303;
      case "/invitations/{token}" -> 404;
      default -> 200;
    };
  }

  private static void each(BiConsumer<String, SoftAssertions> check) {
    SoftAssertions.assertSoftly(softly ->
        PageRules.ALL.keySet().stream()
            .sorted()
            .forEach(pattern -> {
              var named = new SoftAssertions();
              check.accept(pattern, named);
              named
                  .errorsCollected()
                  .forEach(error -> softly.fail(pattern + ": " + error.getMessage()));
            }));
  }

  private static Set<String> mapped(RequestMethod method) {
    return portal.bean(RequestMappingHandlerMapping.class).getHandlerMethods().entrySet().stream()
        .filter(handler ->
            handler.getValue().getBeanType().getPackageName().startsWith("io.tollgate.portal"))
        .filter(handler -> handler.getKey().getMethodsCondition().getMethods().contains(method))
        .flatMap(handler -> handler.getKey().getPatternsCondition().getPatterns().stream())
        .map(Object::toString)
        .filter(pattern -> !pattern.startsWith(AdminApi.PATH))
        .collect(Collectors.toSet());
  }
}
