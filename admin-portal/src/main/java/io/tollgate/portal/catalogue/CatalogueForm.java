package io.tollgate.portal.catalogue;

import io.tollgate.domain.catalogue.Api;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The filters of the catalogue as they stand in its URL; what is not known does not narrow. */
record CatalogueForm(
    @Nullable String q,
    @Nullable String kind,
    @Nullable String publisher,
    @Nullable String model,
    @Nullable String access) {

  CatalogueQuery query() {
    return new CatalogueQuery(
        q,
        constant(Api.Kind.values(), kind),
        textOrNull(publisher),
        textOrNull(model),
        constant(Access.values(), access));
  }

  boolean isFiltered() {
    return !query().equals(CatalogueQuery.ALL) && !(q != null && q.isBlank() && narrowsNothing());
  }

  private boolean narrowsNothing() {
    return new CatalogueForm(null, kind, publisher, model, access)
        .query()
        .equals(CatalogueQuery.ALL);
  }

  private static @Nullable String textOrNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }

  private static <E extends Enum<E>> @Nullable E constant(E[] constants, @Nullable String text) {
    for (var constant : constants) {
      if (text != null && constant.name().toLowerCase(Locale.ROOT).equals(text)) {
        return constant;
      }
    }
    return null;
  }
}
