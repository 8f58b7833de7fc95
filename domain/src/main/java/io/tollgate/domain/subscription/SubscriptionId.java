package io.tollgate.domain.subscription;

import io.tollgate.domain.id.UuidV7;
import java.util.UUID;

/** Identifies a subscription. */
public record SubscriptionId(UUID value) {

  /** A new id, ordered by time of creation. */
  public static SubscriptionId create() {
    return new SubscriptionId(UuidV7.create());
  }

  /** Reads the canonical text form; throws {@link IllegalArgumentException} for any other text. */
  public static SubscriptionId of(String text) {
    return new SubscriptionId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
