package io.tollgate.domain.identity;

import io.tollgate.domain.id.UuidV7;
import java.util.UUID;

/** Identifies an invitation. */
public record InvitationId(UUID value) {

  /** A new id, ordered by time of creation. */
  public static InvitationId create() {
    return new InvitationId(UuidV7.create());
  }

  /** Reads the canonical text form; throws {@link IllegalArgumentException} for any other text. */
  public static InvitationId of(String text) {
    return new InvitationId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
