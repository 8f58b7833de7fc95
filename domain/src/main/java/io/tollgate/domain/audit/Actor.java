package io.tollgate.domain.audit;

import io.tollgate.domain.identity.UserId;
import org.jspecify.annotations.Nullable;

/** Who did something: a person, or a part of Tollgate itself. */
public record Actor(@Nullable UserId user, String name) {

  public static Actor system(String part) {
    return new Actor(null, part);
  }
}
