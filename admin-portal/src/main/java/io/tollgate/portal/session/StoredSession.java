package io.tollgate.portal.session;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.session.Session;

/** A session whose attributes are texts, and that knows what of it has yet to be written. */
final class StoredSession implements Session {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int ID_BYTES = 32;

  private final Map<String, String> attributes;
  private final Instant creationTime;
  private final Duration absolute;
  private String id;
  private @Nullable String storedId;
  private Instant lastAccessedTime;
  private Instant storedAccessTime;
  private Duration idle;
  private boolean changed;

  private StoredSession(
      String id,
      @Nullable String storedId,
      Map<String, String> attributes,
      Instant creationTime,
      Instant lastAccessedTime,
      Duration idle,
      Duration absolute) {
    this.id = id;
    this.storedId = storedId;
    this.attributes = new HashMap<>(attributes);
    this.creationTime = creationTime;
    this.lastAccessedTime = lastAccessedTime;
    this.storedAccessTime = lastAccessedTime;
    this.idle = idle;
    this.absolute = absolute;
  }

  static StoredSession create(Instant now, Duration idle, Duration absolute) {
    return new StoredSession(newId(), null, Map.of(), now, now, idle, absolute);
  }

  static StoredSession read(
      String id,
      Map<String, String> attributes,
      Instant creationTime,
      Instant lastAccessedTime,
      Duration idle,
      Duration absolute) {
    return new StoredSession(id, id, attributes, creationTime, lastAccessedTime, idle, absolute);
  }

  /** The id it is stored under, or null when it is not stored yet. */
  @Nullable String storedId() {
    return storedId;
  }

  Map<String, String> attributes() {
    return Map.copyOf(attributes);
  }

  Instant expiresAt() {
    var byAge = creationTime.plus(absolute);
    var byIdleness = lastAccessedTime.plus(idle);
    return byAge.isBefore(byIdleness) ? byAge : byIdleness;
  }

  boolean isChanged() {
    return changed || !id.equals(storedId);
  }

  /** Whether the time of the last access is worth a write of its own. */
  boolean isAccessTimeStale(Duration tolerance) {
    return lastAccessedTime.isAfter(storedAccessTime.plus(tolerance));
  }

  void stored() {
    storedId = id;
    storedAccessTime = lastAccessedTime;
    changed = false;
  }

  @Override
  public String getId() {
    return id;
  }

  @Override
  public String changeSessionId() {
    id = newId();
    return id;
  }

  @Override
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the interface's signature
  public <T> @Nullable T getAttribute(String name) {
    return (T) attributes.get(name);
  }

  @Override
  public Set<String> getAttributeNames() {
    return Set.copyOf(attributes.keySet());
  }

  /** Keeps a text; anything else is refused, because nothing is ever serialised. */
  @Override
  public void setAttribute(String name, @Nullable Object value) {
    switch (value) {
      case null -> removeAttribute(name);
      case String text -> changed |= !text.equals(attributes.put(name, text));
      default ->
          throw new IllegalArgumentException(
              "session attribute " + name + " is a " + value.getClass().getName() + ", not a text");
    }
  }

  @Override
  public void removeAttribute(String name) {
    changed |= attributes.remove(name) != null;
  }

  @Override
  public Instant getCreationTime() {
    return creationTime;
  }

  @Override
  public void setLastAccessedTime(Instant moment) {
    lastAccessedTime = moment;
  }

  @Override
  public Instant getLastAccessedTime() {
    return lastAccessedTime;
  }

  @Override
  public void setMaxInactiveInterval(Duration interval) {
    idle = interval;
  }

  @Override
  public Duration getMaxInactiveInterval() {
    return idle;
  }

  @Override
  public boolean isExpired() {
    // Expired sessions are never read: the query leaves them out.
    return false;
  }

  private static String newId() {
    var bytes = new byte[ID_BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
