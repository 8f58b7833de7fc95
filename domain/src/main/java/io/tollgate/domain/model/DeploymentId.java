package io.tollgate.domain.model;

import io.tollgate.domain.id.UuidV7;
import java.util.UUID;

/** Identifies a deployment. */
public record DeploymentId(UUID value) {

  /** A new id, ordered by time of creation. */
  public static DeploymentId create() {
    return new DeploymentId(UuidV7.create());
  }

  /** Reads the canonical text form; throws {@link IllegalArgumentException} for any other text. */
  public static DeploymentId of(String text) {
    return new DeploymentId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
