package io.tollgate.portal.security;

import io.tollgate.domain.authorization.Scope;
import io.tollgate.domain.authorization.Viewer;
import io.tollgate.domain.identity.User;
import io.tollgate.domain.identity.UserId;
import io.tollgate.domain.identity.Users;
import io.tollgate.domain.tenant.Membership;
import io.tollgate.domain.tenant.Role;
import io.tollgate.domain.tenant.Tenant;
import io.tollgate.domain.tenant.TenantId;
import io.tollgate.domain.tenant.Tenants;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Finds out who a person is and what they may do, anew for every request. */
@Component
public class People {

  private static final Set<Scope> ALL_SCOPES = Set.of(Scope.values());

  private final Users users;
  private final Tenants tenants;

  People(Users users, Tenants tenants) {
    this.users = users;
    this.tenants = tenants;
  }

  /**
   * The person of a session, or empty when they no longer exist or were disabled.
   *
   * @param preferred the tenant they last looked at
   */
  Mono<SignedIn> signedIn(UserId id, @Nullable TenantId preferred) {
    return users
        .find(id)
        .filter(user -> user.status() == User.Status.ACTIVE)
        .flatMap(user -> seats(user).map(seats -> signedIn(user, seats, preferred)));
  }

  /** What a person may do with an access token of these scopes. */
  public Mono<Viewer> viewer(UserId id, Set<Scope> scopes) {
    return users
        .find(id)
        .filter(user -> user.status() == User.Status.ACTIVE)
        .flatMap(user -> seats(user).map(seats -> viewer(user, seats, scopes)));
  }

  private Mono<List<Seat>> seats(User user) {
    return tenants
        .memberships(user.id())
        .collectMap(Membership::tenant, Membership::role)
        .flatMap(roles ->
            tenants.of(user.id()).flatMapIterable(tenant -> seat(tenant, roles)).collectList());
  }

  private static List<Seat> seat(Tenant tenant, Map<TenantId, Role> roles) {
    var role = roles.get(tenant.id());
    return role == null ? List.of() : List.of(new Seat(tenant, role));
  }

  private static SignedIn signedIn(User user, List<Seat> seats, @Nullable TenantId preferred) {
    var first = seats.isEmpty() ? null : seats.getFirst();
    var current =
        seats.stream()
            .filter(seat -> seat.tenant().id().equals(preferred))
            .findFirst()
            .orElse(first);
    return new SignedIn(user, viewer(user, seats, ALL_SCOPES), seats, current);
  }

  private static Viewer viewer(User user, List<Seat> seats, Set<Scope> scopes) {
    var roles = seats.stream().collect(Collectors.toMap(seat -> seat.tenant().id(), Seat::role));
    return new Viewer(user.id(), user.email(), user.platformAdmin(), roles, scopes);
  }
}
