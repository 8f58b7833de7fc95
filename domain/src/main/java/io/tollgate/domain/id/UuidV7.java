package io.tollgate.domain.id;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** UUIDs of version 7 (RFC 9562): 48 bits of Unix milliseconds, then 74 random bits. */
public final class UuidV7 {

  private static final SecureRandom SEED = new SecureRandom();
  private static final long PROCESS_SALT = SEED.nextLong();

  private UuidV7() {}

  /** A new id of this moment. Unique, not secret: never use one as a credential. */
  public static UUID create() {
    return at(System.currentTimeMillis());
  }

  /** A new id of the given moment. */
  public static UUID at(Instant moment) {
    return at(moment.toEpochMilli());
  }

  private static UUID at(long millis) {
    var random = ThreadLocalRandom.current();
    long high = (millis << 16) | 0x7000L | (random.nextLong() & 0x0FFFL);
    long low =
        ((random.nextLong() ^ PROCESS_SALT) & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }

  /** The moment an id of version 7 was made at, in whole milliseconds. */
  public static Instant moment(UUID id) {
    return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
  }
}
