package io.tollgate.providers.call;

import io.tollgate.domain.secret.Secret;

/** A header to be sent. The value may be a key, so it does not show in {@code toString}. */
public record Header(String name, String value) {
  public static final Header JSON = new Header("content-type", "application/json");
  public static final Header EVENT_STREAM = new Header("content-type", "text/event-stream");

  public static Header secret(String name, String prefix, Secret secret) {
    return new Header(name, prefix + secret.reveal());
  }

  @Override
  public String toString() {
    return name;
  }
}
