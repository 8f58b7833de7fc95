package io.tollgate.portal.model;

import io.tollgate.domain.model.Model;
import io.tollgate.domain.model.Model.Capability;
import io.tollgate.domain.model.Model.Strategy;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What somebody fills in about a model. */
record ModelForm(
    @Nullable String name,
    @Nullable String description,
    @Nullable Integer contextWindow,
    @Nullable Integer maxOutput,
    @Nullable Set<Capability> capabilities,
    @Nullable Strategy strategy) {

  static ModelForm empty() {
    return new ModelForm(null, null, null, null, Set.of(Capability.CHAT), Strategy.PRIORITY);
  }

  static ModelForm of(Model model) {
    return new ModelForm(
        model.name(),
        model.description(),
        model.contextWindow(),
        model.maxOutput(),
        model.capabilities(),
        model.strategy());
  }

  NewModel made() {
    return new NewModel(name, details());
  }

  ModelDetails details() {
    return new ModelDetails(
        description,
        contextWindow,
        maxOutput,
        capabilities == null ? Set.of() : capabilities,
        strategy);
  }
}
