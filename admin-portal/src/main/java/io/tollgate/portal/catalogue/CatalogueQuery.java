package io.tollgate.portal.catalogue;

import io.tollgate.domain.catalogue.Api;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a person looks for; null does not narrow.
 *
 * @param text every word of it stands in the name, the summary or a model of the API
 * @param publisher the slug of the tenant that publishes it
 * @param model the name of a model that it offers
 */
public record CatalogueQuery(
    @Nullable String text,
    Api.@Nullable Kind kind,
    @Nullable String publisher,
    @Nullable String model,
    @Nullable Access access) {

  public static final CatalogueQuery ALL = new CatalogueQuery(null, null, null, null, null);

  private static final Pattern WORD_BREAK = Pattern.compile("\\s+");

  boolean matchesText(CatalogueEntry entry) {
    if (text == null || text.isBlank()) {
      return true;
    }
    var haystack = new StringBuilder();
    haystack.append(entry.api().name()).append(' ').append(entry.api().slug());
    haystack.append(' ').append(entry.api().summary()).append(' ').append(entry.publisher().name());
    entry.models().forEach(offered -> haystack.append(' ').append(offered.name()));
    var searched = haystack.toString().toLowerCase(Locale.ROOT);
    return WORD_BREAK
        .splitAsStream(text.strip().toLowerCase(Locale.ROOT))
        .allMatch(searched::contains);
  }

  boolean matches(CatalogueEntry entry) {
    return (kind == null || kind == entry.api().kind())
        && (publisher == null || publisher.equals(entry.publisher().slug()))
        && (model == null || entry.models().stream().anyMatch(m -> m.name().equals(model)))
        && (access == null || access == entry.access());
  }
}
