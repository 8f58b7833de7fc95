package io.tollgate.domain.catalogue;

import io.tollgate.domain.id.UuidV7;
import java.util.UUID;

/** Identifies a route of a REST API. */
public record RouteId(UUID value) {

  /** A new id, ordered by time of creation. */
  public static RouteId create() {
    return new RouteId(UuidV7.create());
  }

  /** Reads the canonical text form; throws {@link IllegalArgumentException} for any other text. */
  public static RouteId of(String text) {
    return new RouteId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
