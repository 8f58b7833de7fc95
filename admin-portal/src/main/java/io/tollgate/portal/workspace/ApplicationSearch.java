package io.tollgate.portal.workspace;

import io.tollgate.domain.application.Application;
import io.tollgate.domain.application.ApplicationId;
import io.tollgate.portal.application.ApplicationQuery;
import io.tollgate.portal.web.ListAddress;
import org.jspecify.annotations.Nullable;

/**
 * Which of a tenant's applications its page shows, as it stands in the URL. What cannot be read
 * narrows nothing.
 *
 * @param q a part of the name
 * @param after the application that the page before ended with
 */
record ApplicationSearch(@Nullable String q, @Nullable String after) {

  static final String PATH = "/apps";

  static final ApplicationSearch FIRST = new ApplicationSearch(null, null);

  ApplicationQuery query() {
    return new ApplicationQuery(q, null);
  }

  @Nullable ApplicationId cursor() {
    try {
      return after == null ? null : ApplicationId.of(after);
    } catch (IllegalArgumentException noId) {
      return null;
    }
  }

  boolean narrows() {
    return q != null && !q.isBlank();
  }

  /** The same search, behind an application when given. */
  String on(@Nullable Application last) {
    return ListAddress.of(PATH)
        .with("q", q)
        .with("after", last == null ? null : last.id())
        .toString();
  }
}
