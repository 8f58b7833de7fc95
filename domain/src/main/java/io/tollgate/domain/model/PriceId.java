package io.tollgate.domain.model;

import io.tollgate.domain.id.UuidV7;
import java.util.UUID;

/** Identifies a price. */
public record PriceId(UUID value) {

  /** A new id, ordered by time of creation. */
  public static PriceId create() {
    return new PriceId(UuidV7.create());
  }

  /** Reads the canonical text form; throws {@link IllegalArgumentException} for any other text. */
  public static PriceId of(String text) {
    return new PriceId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
