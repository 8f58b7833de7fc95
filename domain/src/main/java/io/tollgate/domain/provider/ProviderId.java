package io.tollgate.domain.provider;

import io.tollgate.domain.id.UuidV7;
import java.util.UUID;

/** Identifies a provider. */
public record ProviderId(UUID value) {

  /** A new id, ordered by time of creation. */
  public static ProviderId create() {
    return new ProviderId(UuidV7.create());
  }

  /** Reads the canonical text form; throws {@link IllegalArgumentException} for any other text. */
  public static ProviderId of(String text) {
    return new ProviderId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
