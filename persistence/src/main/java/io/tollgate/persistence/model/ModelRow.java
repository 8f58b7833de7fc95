package io.tollgate.persistence.model;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.tollgate.domain.model.Model;
import io.tollgate.domain.model.ModelId;
import io.tollgate.persistence.database.EnumColumn;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code model}. */
@SuppressWarnings(
    "ArrayRecordComponent") // An array column; rows are read and dropped, not compared.
public record ModelRow(
    UUID id,
    String name,
    String description,
    @Nullable Integer contextWindow,
    @Nullable Integer maxOutput,
    String[] capabilities,
    String strategy,
    String status,
    Instant createdAt) {

  public static final String COLUMNS =
      "id, name, description, context_window, max_output, capabilities, strategy, status,"
          + " created_at";

  static ModelRow of(Model model) {
    return new ModelRow(
        model.id().value(),
        model.name(),
        model.description(),
        model.contextWindow(),
        model.maxOutput(),
        model.capabilities().stream().map(EnumColumn::text).sorted().toArray(String[]::new),
        EnumColumn.text(model.strategy()),
        EnumColumn.text(model.status()),
        model.createdAt());
  }

  public Model toModel() {
    return new Model(
        new ModelId(id),
        name,
        description,
        contextWindow,
        maxOutput,
        Arrays.stream(capabilities)
            .map(capability -> EnumColumn.value(Model.Capability.class, capability))
            .collect(toUnmodifiableSet()),
        EnumColumn.value(Model.Strategy.class, strategy),
        EnumColumn.value(Model.Status.class, status),
        createdAt);
  }
}
