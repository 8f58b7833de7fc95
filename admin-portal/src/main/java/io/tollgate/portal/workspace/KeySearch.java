package io.tollgate.portal.workspace;

import io.tollgate.domain.application.ApplicationId;
import io.tollgate.domain.application.CredentialFilter.State;
import io.tollgate.domain.application.CredentialId;
import io.tollgate.portal.credential.CredentialQuery;
import io.tollgate.portal.web.ListAddress;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which of an application's keys its page shows, as it stands in the URL. What cannot be read
 * narrows nothing.
 *
 * @param q a part of the name, or how the key begins
 * @param keys {@code valid}, {@code ended} or {@code all}; valid ones if left out
 * @param after the key that the page before ended with
 */
record KeySearch(@Nullable String q, @Nullable String keys, @Nullable String after) {

  static final KeySearch FIRST = new KeySearch(null, null, null);

  CredentialQuery query() {
    return new CredentialQuery(q, shown().state);
  }

  @Nullable CredentialId cursor() {
    try {
      return after == null ? null : CredentialId.of(after);
    } catch (IllegalArgumentException noId) {
      return null;
    }
  }

  boolean narrows() {
    return (q != null && !q.isBlank()) || shown() != Shown.VALID;
  }

  Shown shown() {
    return Arrays.stream(Shown.values())
        .filter(one -> one.name().equalsIgnoreCase(keys))
        .findFirst()
        .orElse(Shown.VALID);
  }

  /** The same search, behind a key when given. */
  String on(ApplicationId application, @Nullable CredentialId last) {
    return ListAddress.of("/apps/" + application)
        .with("q", q)
        .with("keys", shown() == Shown.VALID ? null : shown().word())
        .with("after", last)
        .at("keys")
        .toString();
  }

  /** Which keys there is a choice of. */
  enum Shown {
    VALID(State.VALID),
    ENDED(State.ENDED),
    ALL(null);

    private final @Nullable State state;

    Shown(@Nullable State state) {
      this.state = state;
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
