package io.tollgate.domain.catalogue;

import io.tollgate.domain.id.UuidV7;
import java.util.UUID;

/** Identifies an API. */
public record ApiId(UUID value) {

  /** A new id, ordered by time of creation. */
  public static ApiId create() {
    return new ApiId(UuidV7.create());
  }

  /** Reads the canonical text form; throws {@link IllegalArgumentException} for any other text. */
  public static ApiId of(String text) {
    return new ApiId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
