package io.tollgate.acceptance.browser;

import static java.util.Comparator.comparing;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page of the portal, as a controller declares it.
 *
 * @param pattern of its path, with names in braces for what differs
 */
record PortalPage(String pattern) {

  private static final String MAPPING = "org.springframework.web.bind.annotation.GetMapping";

  /** A page is the name of its template; what is downloaded is an entity. */
  private static final Set<String> TEMPLATES =
      Set.of("java.lang.String", "reactor.core.publisher.Mono<java.lang.String>");

  private static final Pattern VARIABLE = Pattern.compile("\\{[^/}]+}");

  /** Every page there is. */
  static List<PortalPage> all() {
    return new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.tollgate.portal")
            .stream()
            .flatMap(controller -> controller.getMethods().stream())
            .filter(method -> TEMPLATES.contains(method.getReturnType().getName()))
            .flatMap(PortalPage::patterns)
            .map(PortalPage::new)
            .toList();
  }

  /** The one of them that is served at a path: the one that names most of it. */
  static Optional<PortalPage> at(String path, List<PortalPage> pages) {
    return pages.stream().filter(page -> page.serves(path)).min(comparing(PortalPage::variables));
  }

  private boolean serves(String path) {
    return path.matches(VARIABLE.matcher(pattern).replaceAll("[^/]+"));
  }

  private long variables() {
    return VARIABLE.matcher(pattern).results().count();
  }

  private static Stream<String> patterns(JavaMethod method) {
    return method
        .tryGetAnnotationOfType(MAPPING)
        .map(mapping -> Stream.of((Object[]) mapping.getProperties().get("value")))
        .orElseGet(Stream::of)
        .map(Object::toString);
  }
}
