package io.tollgate.portal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.tenant.Role;
import io.tollgate.portal.adminapi.AdminApi;
import io.tollgate.portal.adminapi.Belongings;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

/** Every form, sent by a stranger with the first tenant's ids in it and a token that is valid. */
class FormMatrixTests {

  /** They name nothing in their path: people change what is their own, or say who they are. */
  private static final Set<String> OWN =
      Set.of(
          "/account",
          "/account/password",
          "/account/tokens",
          "/apps",
          "/playground",
          "/playground/runs",
          "/sign-in",
          "/sign-out",
          "/sign-up",
          "/tenant");

  private static PortalForTests portal;
  private static Belongings belongings;
  private static Browser stranger;
  private static String csrf;

  @BeforeAll
  static void start() {
    portal = PortalForTests.start();
    var samples = new Samples(portal);
    belongings = Belongings.of(portal);
    var elsewhere = samples.tenant("elsewhere", "Elsewhere");
    stranger = samples.signedIn(samples.member("stan@else.example", elsewhere, Role.OWNER));
    csrf = stranger.get("/apps").csrf();
  }

  @AfterAll
  static void stop() {
    portal.close();
  }

  @Test
  void aStrangerChangesNothingOfAnotherTenantAndLearnsNothing() {
    var before = changes();

    SoftAssertions.assertSoftly(softly ->
        foreign()
            .forEach(pattern -> {
              var answer = stranger.post(PageRules.path(pattern, belongings), csrf, fields());
              softly
                  .assertThat(answer.status())
                  .as(pattern)
                  .isEqualTo(pattern.startsWith("/admin") ? 403 : 404);
              softly
                  .assertThat(answer.body())
                  .as(pattern)
                  .doesNotContain("Belongings", belongings.ids().get("slug"), "Olga Owner");
            }));

    assertThat(changes()).isEqualTo(before);
  }

  @Test
  void nobodyLooksAtATenantThatIsNotTheirs() {
    stranger.post("/tenant", csrf, Map.of("tenant", belongings.tenant().id().toString()));

    assertThat(stranger.get("/apps").body()).contains("Elsewhere").doesNotContain("Belongings");
  }

  @Test
  void everyFormIsEitherOnesOwnOrTested() {
    assertThat(forms()).containsAll(OWN);
    assertThat(foreign())
        .isNotEmpty()
        .allMatch(pattern -> pattern.contains("{") || pattern.startsWith("/admin"));
  }

  /** What each form asks for, so that no check of its input comes before that of the person. */
  private static Map<String, String> fields() {
    var ids = belongings.ids();
    return Map.ofEntries(
        Map.entry("name", "Forged"),
        Map.entry("slug", "forged"),
        Map.entry("email", "forged@else.example"),
        Map.entry("role", "owner"),
        Map.entry("plan", "p"),
        Map.entry("application", ids.get("application")),
        Map.entry("tenant", ids.get("tenant")),
        Map.entry("purpose", "Forged"),
        Map.entry("reason", "Forged"),
        Map.entry("confirmation", belongings.tenant().slug()));
  }

  private static Set<String> foreign() {
    var foreign = new TreeSet<>(forms());
    foreign.removeAll(OWN);
    return foreign;
  }

  /** Every change leaves an entry. */
  private static String changes() {
    return portal.database().query("select count(*) from audit_entry");
  }

  private static Set<String> forms() {
    return portal.bean(RequestMappingHandlerMapping.class).getHandlerMethods().entrySet().stream()
        .filter(handler ->
            handler.getValue().getBeanType().getPackageName().startsWith("io.tollgate.portal"))
        .filter(handler ->
            handler.getKey().getMethodsCondition().getMethods().contains(RequestMethod.POST))
        .flatMap(handler -> handler.getKey().getPatternsCondition().getPatterns().stream())
        .map(Object::toString)
        .filter(pattern -> !pattern.startsWith(AdminApi.PATH))
        .collect(Collectors.toSet());
  }
}
