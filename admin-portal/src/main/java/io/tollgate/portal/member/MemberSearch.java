package io.tollgate.portal.member;

import io.tollgate.domain.identity.UserId;
import io.tollgate.portal.web.ListAddress;
import org.jspecify.annotations.Nullable;

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
    return ListAddress.of("/t/" + slug + "/members")
        .with("q", q)
        .with("after", last == null ? null : last.user().id())
        .toString();
  }
}
