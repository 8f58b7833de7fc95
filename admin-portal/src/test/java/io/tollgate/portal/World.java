package io.tollgate.portal;

import static io.tollgate.portal.PortalForTests.get;

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
import io.tollgate.portal.security.People;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** People and tenants for tests, straight in the database. */
public final class World {

  private static final AtomicInteger COUNT = new AtomicInteger();

  private final PortalForTests portal;

  public World(PortalForTests portal) {
    this.portal = portal;
  }

  public Tenant tenant(String name) {
    return tenant(name, ZoneOffset.UTC);
  }

  public Tenant tenant(String name, ZoneId zone) {
    var slug =
        name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-") + "-" + COUNT.incrementAndGet();
    return get(
        portal
            .bean(Tenants.class)
            .save(
                new Tenant(
                    TenantId.create(),
                    slug,
                    name,
                    Tenant.Kind.TEAM,
                    Tenant.Status.ACTIVE,
                    zone,
                    Instant.now())));
  }

  /** A person without any role. */
  public User person(String name) {
    return save(name, false);
  }

  public User member(String name, Tenant tenant, Role role) {
    var person = person(name);
    join(person, tenant, role);
    return person;
  }

  public void join(User person, Tenant tenant, Role role) {
    get(
        portal
            .bean(Tenants.class)
            .save(new Membership(tenant.id(), person.id(), role, Instant.now())));
  }

  public User platformAdmin(String name) {
    return save(name, true);
  }

  /** The person as a session sees them. */
  public Viewer viewer(User person) {
    return viewer(person, Scope.values());
  }

  /** The person as an access token of these scopes sees them. */
  public Viewer viewer(User person, Scope... scopes) {
    return get(portal.bean(People.class).viewer(person.id(), Set.of(scopes)));
  }

  private User save(String name, boolean platformAdmin) {
    var email =
        name.toLowerCase(Locale.ROOT).replace(' ', '.') + COUNT.incrementAndGet() + "@example.com";
    return get(
        portal
            .bean(Users.class)
            .save(
                new User(
                    UserId.create(),
                    email,
                    name,
                    null,
                    false,
                    platformAdmin,
                    User.Status.ACTIVE,
                    ZoneOffset.UTC,
                    Instant.now(),
                    null)));
  }
}
