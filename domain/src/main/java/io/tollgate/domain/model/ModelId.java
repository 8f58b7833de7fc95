package io.tollgate.domain.model;

import io.tollgate.domain.id.UuidV7;
import java.util.UUID;

/** Identifies a model. */
public record ModelId(UUID value) {

  /** A new id, ordered by time of creation. */
  public static ModelId create() {
    return new ModelId(UuidV7.create());
  }

  /** Reads the canonical text form; throws {@link IllegalArgumentException} for any other text. */
  public static ModelId of(String text) {
    return new ModelId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
