package io.tollgate.portal.workspace;

import io.tollgate.domain.application.Application;
import io.tollgate.domain.application.ApplicationId;
import io.tollgate.portal.application.ApplicationQuery;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

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
    var url = UriComponentsBuilder.fromPath(PATH);
    if (q != null && !q.isBlank()) {
      url.queryParam("q", q.strip());
    }
    if (last != null) {
      url.queryParam("after", last.id());
    }
    return url.encode().build().toUriString();
  }
}
