package io.tollgate.portal.catalogue;

import io.tollgate.domain.catalogue.Api;
import io.tollgate.domain.model.Model;
import io.tollgate.domain.model.ModelId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The models of all APIs that somebody sees, each with the APIs that offer it, by name. */
record OfferedModels(List<Offer> offers) {

  record Offer(Model model, List<Api> apis) {}

  /** What stands in the URL; a capability is in lower case. */
  record Filter(@Nullable String q, @Nullable String capability) {

    boolean narrows() {
      return (q != null && !q.isBlank()) || (capability != null && !capability.isBlank());
    }

    private boolean matches(Model model) {
      return matchesText(model) && matchesCapability(model);
    }

    private boolean matchesText(Model model) {
      if (q == null || q.isBlank()) {
        return true;
      }
      var wanted = q.strip().toLowerCase(Locale.ROOT);
      return (model.name() + " " + model.description()).toLowerCase(Locale.ROOT).contains(wanted);
    }

    private boolean matchesCapability(Model model) {
      return capability == null
          || capability.isBlank()
          || model.capabilities().stream().anyMatch(one -> one.name().equalsIgnoreCase(capability));
    }
  }

  static OfferedModels of(List<CatalogueEntry> entries) {
    var offers = new TreeMap<String, Offer>();
    for (var entry : entries) {
      for (var model : entry.models()) {
        offers
            .computeIfAbsent(model.name(), name -> new Offer(model, new ArrayList<>()))
            .apis()
            .add(entry.api());
      }
    }
    offers.values().forEach(offer -> offer.apis().sort(Comparator.comparing(Api::name)));
    return new OfferedModels(List.copyOf(offers.values()));
  }

  Optional<Offer> find(ModelId id) {
    return offers.stream().filter(offer -> offer.model().id().equals(id)).findFirst();
  }

  /** Those with one of the names, in the order of the names. */
  OfferedModels named(List<String> names) {
    return new OfferedModels(
        names.stream()
            .distinct()
            .flatMap(name -> offers.stream().filter(offer -> offer.model().name().equals(name)))
            .toList());
  }

  OfferedModels first(int most) {
    return new OfferedModels(offers.stream().limit(most).toList());
  }

  OfferedModels matching(Filter filter) {
    return new OfferedModels(
        offers.stream().filter(offer -> filter.matches(offer.model())).toList());
  }
}
