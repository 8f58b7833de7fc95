package io.tollgate.portal.catalogue;

import io.tollgate.domain.model.Model;
import io.tollgate.portal.catalogue.CataloguePage.Dimension;
import io.tollgate.portal.catalogue.CataloguePage.Facet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Counts the ways in which a list of entries could be narrowed. */
final class Facets {

  private Facets() {}

  static List<Facet> of(List<CatalogueEntry> entries) {
    return Stream.of(
            count(Dimension.KIND, entries, entry -> Stream.of(lower(entry.api().kind())), Map.of()),
            count(
                Dimension.PUBLISHER,
                entries,
                entry -> Stream.of(entry.publisher().slug()),
                publisherNames(entries)),
            count(
                Dimension.MODEL,
                entries,
                entry -> entry.models().stream().map(Model::name),
                Map.of()),
            count(Dimension.ACCESS, entries, entry -> Stream.of(lower(entry.access())), Map.of()))
        .flatMap(List::stream)
        .toList();
  }

  private static List<Facet> count(
      Dimension dimension,
      List<CatalogueEntry> entries,
      Function<CatalogueEntry, Stream<String>> values,
      Map<String, String> labels) {
    return entries.stream()
        .flatMap(values)
        .collect(Collectors.groupingBy(value -> value, TreeMap::new, Collectors.counting()))
        .entrySet()
        .stream()
        .map(counted ->
            new Facet(
                dimension,
                counted.getKey(),
                labels.getOrDefault(counted.getKey(), counted.getKey()),
                counted.getValue()))
        .toList();
  }

  private static Map<String, String> publisherNames(List<CatalogueEntry> entries) {
    return entries.stream()
        .map(CatalogueEntry::publisher)
        .distinct()
        .collect(Collectors.toMap(tenant -> tenant.slug(), tenant -> tenant.name()));
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
