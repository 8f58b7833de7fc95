package io.tollgate.portal.member;

import io.tollgate.domain.identity.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Which members of a tenant its page shows, as it stands in the URL. What cannot be read narrows
 * nothing.
 *
 * @param q a part of the name or of the address
 * @param after the member that the page before ended with
 */
record MemberSearch(@Nullable String q, @Nullable String after) {

  static final MemberSearch FIRST = new MemberSearch(null, null);

  @Nullable UserId cursor() {
    try {
      return after == null ? null : UserId.of(after);
    } catch (IllegalArgumentException noId) {
      return null;
    }
  }

  boolean narrows() {
    return q != null && !q.isBlank();
  }

  /** The same search on the page of a tenant, behind a member when given. */
  String on(String slug, @Nullable Member last) {
    var url = UriComponentsBuilder.fromPath("/t/" + slug + "/members");
    if (q != null && !q.isBlank()) {
      url.queryParam("q", q.strip());
    }
    if (last != null) {
      url.queryParam("after", last.user().id());
    }
    return url.encode().build().toUriString();
  }
}
