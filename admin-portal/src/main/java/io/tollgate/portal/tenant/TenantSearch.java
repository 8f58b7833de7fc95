package io.tollgate.portal.tenant;

import io.tollgate.domain.tenant.Tenant;
import io.tollgate.domain.tenant.TenantId;
import io.tollgate.portal.web.ListAddress;
import org.jspecify.annotations.Nullable;

/**
 * Which tenants their page shows, as it stands in the URL. What cannot be read narrows nothing.
 *
 * @param q a part of the name or of the short name
 * @param after the tenant that the page before ended with
 */
record TenantSearch(@Nullable String q, @Nullable String after) {

  static final String PATH = "/admin/tenants";

  static final TenantSearch FIRST = new TenantSearch(null, null);

  @Nullable TenantId cursor() {
    try {
      return after == null ? null : TenantId.of(after);
    } catch (IllegalArgumentException noId) {
      return null;
    }
  }

  boolean narrows() {
    return q != null && !q.isBlank();
  }

  /** The same search, behind a tenant when given. */
  String on(@Nullable Tenant last) {
    return ListAddress.of(PATH)
        .with("q", q)
        .with("after", last == null ? null : last.id())
        .toString();
  }
}
