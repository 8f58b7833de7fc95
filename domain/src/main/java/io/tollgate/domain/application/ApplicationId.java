package io.tollgate.domain.application;

import io.tollgate.domain.id.UuidV7;
import java.util.UUID;

/** Identifies an application. */
public record ApplicationId(UUID value) {

  /** A new id, ordered by time of creation. */
  public static ApplicationId create() {
    return new ApplicationId(UuidV7.create());
  }

  /** Reads the canonical text form; throws {@link IllegalArgumentException} for any other text. */
  public static ApplicationId of(String text) {
    return new ApplicationId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
