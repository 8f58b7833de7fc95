package io.tollgate.portal.catalogue;

import io.tollgate.domain.catalogue.Api;
import org.jspecify.annotations.Nullable;

/**
 * An API and what the person would do next with it.
 *
 * @param successor the API to use instead, when there is one that the person may see
 */
public record ApiPage(CatalogueEntry entry, @Nullable Api successor, NextAction next) {

  /** The same page for somebody who may not ask for access. */
  ApiPage forOnlookers() {
    return next instanceof NextAction.RequestAccess
        ? new ApiPage(entry, successor, new NextAction.LeaveToColleagues())
        : this;
  }
}
