package io.tollgate.domain.application;

import io.tollgate.domain.id.UuidV7;
import java.util.UUID;

/** Identifies a credential. */
public record CredentialId(UUID value) {

  /** A new id, ordered by time of creation. */
  public static CredentialId create() {
    return new CredentialId(UuidV7.create());
  }

  /** Reads the canonical text form; throws {@link IllegalArgumentException} for any other text. */
  public static CredentialId of(String text) {
    return new CredentialId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
