package io.tollgate.portal.workspace;

import io.tollgate.portal.application.ApplicationDetails;
import org.jspecify.annotations.Nullable;

/** What somebody fills in to create an application. */
record ApplicationForm(@Nullable String name, @Nullable String description) {

  ApplicationDetails details() {
    return new ApplicationDetails(name, description);
  }
}
