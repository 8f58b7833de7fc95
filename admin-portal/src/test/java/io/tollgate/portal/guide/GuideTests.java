package io.tollgate.portal.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.portal.Browser;
import io.tollgate.portal.PortalForTests;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.http.server.PathContainer;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

/** Every guide is there for everybody, as a page and as its Markdown, and leads somewhere. */
class GuideTests {

  private static final Pattern LINK = Pattern.compile("\\]\\(https://portal\\.example(/[^)]*)\\)");

  private static PortalForTests portal;
  private static Browser nobody;

  @BeforeAll
  static void start() {
    portal = PortalForTests.start("tollgate.portal.url=https://portal.example/");
    nobody = new Browser(portal.url());
  }

  @AfterAll
  static void stop() {
    portal.close();
  }

  @Test
  void everyGuideIsAPageWithATwin() {
    var list = nobody.get("/docs").body();
    for (var guide : guides().all()) {
      var page = nobody.get(guide.path());
      var twin = nobody.get(guide.path() + ".md");

      assertThat(list).contains(guide.path(), guide.title());
      assertThat(page.status()).isEqualTo(200);
      assertThat(page.body())
          .contains(guide.title(), guide.path() + ".md", "Copy page for an agent");
      assertThat(twin.headers().get("content-type")).isEqualTo("text/markdown;charset=UTF-8");
      assertThat(twin.body()).startsWith("# " + guide.title()).doesNotContain("{{");
    }
  }

  @Test
  void commandsNameThisInstallation() {
    var quickStart = nobody.get("/docs/quick-start").body();

    assertThat(quickStart)
        .contains("<pre tabindex=\"0\">", "https://gateway.example/v1/chat/completions")
        .contains("<h2 id=\"2-create-a-key\">", "href=\"https://portal.example/apis\"");
    assertThat(nobody.get("/docs/errors").body()).contains("<table class=\"table\">");
  }

  @Test
  void anAgentFindsAllOfThemInOneFile() {
    var llms = nobody.get("/llms.txt");

    assertThat(llms.headers().get("content-type")).isEqualTo("text/plain;charset=UTF-8");
    assertThat(llms.body()).startsWith("# Tollgate\n\n> ");
    for (var guide : guides().all()) {
      assertThat(llms.body())
          .contains("- [%s](https://portal.example%s.md): ".formatted(guide.title(), guide.path()));
    }
  }

  /** What needs a person leads to signing in, and from there back; nothing is missing. */
  @Test
  void everyLinkLeadsToAPage() {
    var links =
        guides().all().stream()
            .flatMap(guide -> LINK.matcher(guide.markdown()).results())
            .map(link -> link.group(1))
            .collect(Collectors.toSet());

    assertThat(links).contains("/apis", "/logs", "/account/tokens");
    for (var link : links) {
      assertThat(nobody.get(link).status()).as(link).isIn(200, 303);
      assertThat(portal.bean(RequestMappingHandlerMapping.class).getHandlerMethods().keySet())
          .anyMatch(mapping ->
              mapping.getPatternsCondition().getPatterns().stream()
                  .anyMatch(pattern -> pattern.matches(PathContainer.parsePath(link))));
    }
  }

  @Test
  void whatIsNoGuideIsNotFound() {
    assertThat(nobody.get("/docs/nothing").status()).isEqualTo(404);
    assertThat(nobody.get("/docs/nothing.md").status()).isEqualTo(404);
    assertThat(nobody.get("/docs/..%2fmessages").status()).isIn(400, 404);
  }

  private static Guides guides() {
    return portal.bean(Guides.class);
  }
}
