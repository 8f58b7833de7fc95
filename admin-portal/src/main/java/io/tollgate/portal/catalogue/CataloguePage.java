package io.tollgate.portal.catalogue;

import java.util.List;

/**
 * What was found.
 *
 * @param facets what the text alone would have found, counted by each way to narrow it
 */
public record CataloguePage(List<CatalogueEntry> entries, List<Facet> facets) {

  public CataloguePage {
    entries = List.copyOf(entries);
    facets = List.copyOf(facets);
  }

  /** A way to narrow the catalogue. */
  public enum Dimension {
    KIND,
    PUBLISHER,
    MODEL,
    ACCESS
  }

  /**
   * One choice of a dimension.
   *
   * @param value as it stands in the query
   * @param label for people
   */
  public record Facet(Dimension dimension, String value, String label, long count) {}
}
