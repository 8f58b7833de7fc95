package io.tollgate.domain.tenant;

import io.tollgate.domain.id.UuidV7;
import java.util.UUID;

/** Identifies a tenant. */
public record TenantId(UUID value) {

  /** A new id, ordered by time of creation. */
  public static TenantId create() {
    return new TenantId(UuidV7.create());
  }

  /** Reads the canonical text form; throws {@link IllegalArgumentException} for any other text. */
  public static TenantId of(String text) {
    return new TenantId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
