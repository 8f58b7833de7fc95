package io.tollgate.portal.application;

import io.tollgate.domain.application.Application;
import io.tollgate.domain.application.ApplicationFilter;
import org.jspecify.annotations.Nullable;

/**
 * Which applications people ask for.
 *
 * @param text a part of the name; null or blank for any
 * @param status null for any
 */
public record ApplicationQuery(@Nullable String text, Application.@Nullable Status status) {

  public static final ApplicationQuery ALL = new ApplicationQuery(null, null);

  public static final ApplicationQuery ACTIVE =
      new ApplicationQuery(null, Application.Status.ACTIVE);

  ApplicationFilter filter() {
    return new ApplicationFilter(text == null || text.isBlank() ? null : text.strip(), status);
  }
}
