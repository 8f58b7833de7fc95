package io.tollgate.domain.identity;

import io.tollgate.domain.id.UuidV7;
import java.util.UUID;

/** Identifies a person. */
public record UserId(UUID value) {

  /** A new id, ordered by time of creation. */
  public static UserId create() {
    return new UserId(UuidV7.create());
  }

  /** Reads the canonical text form; throws {@link IllegalArgumentException} for any other text. */
  public static UserId of(String text) {
    return new UserId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
