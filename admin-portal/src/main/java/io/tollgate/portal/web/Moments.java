package io.tollgate.portal.web;

import io.tollgate.portal.security.SignedIn;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Points in time as a person sees them, in their own time zone. */
@Component
public class Moments {

  private final Clock clock;

  Moments(Clock clock) {
    this.clock = clock;
  }

  public Moment of(Instant instant, SignedIn person) {
    return Moment.of(instant, person.user().timeZone(), clock.instant());
  }

  /** The moment, or null when there is none. */
  public @Nullable Moment ofNullable(@Nullable Instant instant, SignedIn person) {
    return instant == null ? null : of(instant, person);
  }
}
