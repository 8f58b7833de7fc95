package io.tollgate.portal.guide;

import io.tollgate.portal.PortalProperties;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.commonmark.node.Node;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** The guides, with the addresses of this installation filled in, read once at the start. */
@Component
class Guides {

  /** In the order in which they are read. */
  private static final List<String> SLUGS =
      List.of(
          "quick-start", "keys", "models", "streaming", "errors", "limits", "usage", "admin-api");

  private final List<Guide> guides;
  private final String portal;

  Guides(PortalProperties properties) {
    this.portal = withoutSlash(properties.publicUrl().toString());
    var gateway = withoutSlash(properties.gatewayUrl().toString());
    this.guides = SLUGS.stream().map(slug -> read(slug, gateway)).toList();
  }

  List<Guide> all() {
    return guides;
  }

  Optional<Guide> find(String slug) {
    return guides.stream().filter(guide -> guide.slug().equals(slug)).findFirst();
  }

  /** What there is for programs to read, as llmstxt.org describes it. */
  String llms() {
    return guides.stream()
        .map(guide ->
            "- [%s](%s%s.md): %s".formatted(guide.title(), portal, guide.path(), guide.summary()))
        .collect(
            Collectors.joining(
                "\n",
                """
                # Tollgate

                > A gateway to AI models and REST APIs: one address and one key for all of them, \
                every call metered and priced.

                ## Guides

                """,
                """


                ## Catalogue

                - [APIs](%1$s/apis): what can be called, with plans and limits
                - [Models](%1$s/models): what they cost and what they can do
                - [Admin API](%1$s/admin/api/v1/openapi.json): OpenAPI 3.1, needs an access token
                """
                    .formatted(portal)));
  }

  private Guide read(String slug, String gateway) {
    var markdown = resource(slug).replace("{{gateway}}", gateway).replace("{{portal}}", portal);
    var document = Markdown.parse(markdown);
    var title = document.getFirstChild();
    var summary = title.getNext();
    return new Guide(slug, Markdown.text(title), Markdown.text(summary), markdown, below(summary));
  }

  private static String below(Node summary) {
    var html = new StringBuilder();
    for (var node = summary.getNext(); node != null; node = node.getNext()) {
      html.append(Markdown.html(node));
    }
    return html.toString();
  }

  private static String resource(String slug) {
    try {
      return new ClassPathResource("portal/guides/" + slug + ".md")
          .getContentAsString(StandardCharsets.UTF_8);
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }

  private static String withoutSlash(String url) {
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }
}
