package io.tollgate.portal.security;

import io.tollgate.domain.authorization.Viewer;
import io.tollgate.domain.identity.User;
import io.tollgate.domain.tenant.Tenant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The person whose session this is, as stored at the time of the request.
 *
 * @param viewer what they may do
 * @param seats the tenants they belong to, by name
 * @param current the tenant they look at; null when they belong to none
 */
public record SignedIn(User user, Viewer viewer, List<Seat> seats, @Nullable Seat current) {

  /** The session attribute that names the tenant which the person looks at. */
  public static final String TENANT = "tenant";

  public SignedIn {
    seats = List.copyOf(seats);
  }

  /** The tenant they look at; who belongs to none must be invited first. */
  public Tenant tenant() {
    if (current == null) {
      throw new NoTenant();
    }
    return current.tenant();
  }
}
