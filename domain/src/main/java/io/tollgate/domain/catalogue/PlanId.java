package io.tollgate.domain.catalogue;

import io.tollgate.domain.id.UuidV7;
import java.util.UUID;

/** Identifies a plan. */
public record PlanId(UUID value) {

  /** A new id, ordered by time of creation. */
  public static PlanId create() {
    return new PlanId(UuidV7.create());
  }

  /** Reads the canonical text form; throws {@link IllegalArgumentException} for any other text. */
  public static PlanId of(String text) {
    return new PlanId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
