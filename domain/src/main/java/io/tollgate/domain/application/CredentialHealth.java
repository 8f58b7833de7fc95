package io.tollgate.domain.application;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a tenant's keys are: those of its active applications that are not revoked, and not long
 * over.
 *
 * @param all how many there are
 * @param urgent how many of them are not fine
 * @param worst the first of them, the most urgent and then the latest used before the others
 */
public record CredentialHealth(long all, long urgent, List<Judged> worst) {

  /** When the end of a key is worth a warning, and for how long it is still news. */
  public static final Duration NEAR = Duration.ofDays(7);

  /** A key that served nobody for so long had better be revoked. */
  public static final Duration IDLE = Duration.ofDays(30);

  /** A key made for less, such as the playground's, ends as it was meant to. */
  public static final Duration BRIEF = Duration.ofDays(1);

  public CredentialHealth {
    worst = List.copyOf(worst);
  }

  /** What there is to say about a key, the most urgent first. */
  public enum Condition {
    ENDED,
    ENDING,
    UNUSED,
    FINE
  }

  /** A key that was looked at: never more of it than its first characters. */
  public record Judged(
      ApplicationId application,
      String applicationName,
      String name,
      String prefix,
      @Nullable Instant expiresAt,
      @Nullable Instant lastUsedAt,
      Condition condition) {}
}
