package io.tollgate.persistence.catalogue;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.tollgate.domain.model.ModelId;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;

/** Sets of models as arrays of their ids. */
final class ModelIds {

  private ModelIds() {}

  static UUID[] column(Set<ModelId> models) {
    return models.stream().map(ModelId::value).sorted().toArray(UUID[]::new);
  }

  static Set<ModelId> set(UUID[] column) {
    return Arrays.stream(column).map(ModelId::new).collect(toUnmodifiableSet());
  }
}
