package io.tollgate.domain.identity;

import io.tollgate.domain.id.UuidV7;
import java.util.UUID;

/** Identifies an access token. */
public record AccessTokenId(UUID value) {

  /** A new id, ordered by time of creation. */
  public static AccessTokenId create() {
    return new AccessTokenId(UuidV7.create());
  }

  /** Reads the canonical text form; throws {@link IllegalArgumentException} for any other text. */
  public static AccessTokenId of(String text) {
    return new AccessTokenId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
