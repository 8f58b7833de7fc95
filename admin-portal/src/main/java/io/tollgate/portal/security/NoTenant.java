package io.tollgate.portal.security;

/** The page is about a tenant, and the person belongs to none. */
public final class NoTenant extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NoTenant() {
    super("the person belongs to no tenant");
  }
}
