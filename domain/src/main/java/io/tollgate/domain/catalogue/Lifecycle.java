package io.tollgate.domain.catalogue;

/** How far an API has come: draft → published ⇄ deprecated → retired. */
public enum Lifecycle {
  DRAFT,
  PUBLISHED,
  /** Still served; takes no new subscriptions. */
  DEPRECATED,
  /** No longer served. */
  RETIRED;

  public boolean allows(Lifecycle next) {
    return switch (this) {
      case DRAFT -> next == PUBLISHED;
      case PUBLISHED -> next == DEPRECATED || next == RETIRED;
      case DEPRECATED -> next == PUBLISHED || next == RETIRED;
      case RETIRED -> false;
    };
  }
}
