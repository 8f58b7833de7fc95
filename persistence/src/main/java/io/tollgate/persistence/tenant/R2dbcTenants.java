package io.tollgate.persistence.tenant;

import io.tollgate.domain.AlreadyExists;
import io.tollgate.domain.identity.UserId;
import io.tollgate.domain.tenant.LastOwner;
import io.tollgate.domain.tenant.Membership;
import io.tollgate.domain.tenant.Tenant;
import io.tollgate.domain.tenant.TenantId;
import io.tollgate.domain.tenant.Tenants;
import io.tollgate.persistence.database.Detached;
import io.tollgate.persistence.database.PageSize;
import io.tollgate.persistence.database.UniqueConstraint;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** {@link Tenants} on PostgreSQL. */
final class R2dbcTenants implements Tenants {

  private static final String SELECT = "select " + TenantRow.COLUMNS + " from tenant ";
  private static final String SELECT_MEMBERS =
      "select " + MembershipRow.COLUMNS + " from membership ";

  private static final String SAVE =
      """
      insert into tenant (id, slug, name, kind, status, time_zone, created_at)
      values (:id, :slug, :name, :kind, :status, :timeZone, :createdAt)
      on conflict (id) do update set
        slug = excluded.slug,
        name = excluded.name,
        kind = excluded.kind,
        status = excluded.status,
        time_zone = excluded.time_zone
      """;

  /** Touches no row when it would take the role from the last owner. */
  private static final String SAVE_MEMBER =
      """
      insert into membership (tenant_id, user_id, role, created_at)
      values (:tenantId, :userId, :role, :createdAt)
      on conflict (tenant_id, user_id) do update set role = excluded.role
      where membership.role <> 'owner' or excluded.role = 'owner' or exists (
        select from membership another
        where another.tenant_id = membership.tenant_id and another.role = 'owner'
          and another.user_id <> membership.user_id)
      """;

  private static final String REMOVE_MEMBER =
      """
      delete from membership
      where tenant_id = :tenantId and user_id = :userId and (role <> 'owner' or exists (
        select from membership another
        where another.tenant_id = membership.tenant_id and another.role = 'owner'
          and another.user_id <> membership.user_id))
      """;

  /** Changes of one tenant's members come after each other: two owners may demote each other. */
  private static final String LOCK = "select id from tenant where id = :id for no key update";

  private final DatabaseClient database;

  R2dbcTenants(DatabaseClient database) {
    this.database = database;
  }

  @Override
  public Mono<Tenant> find(TenantId id) {
    return database
        .sql(SELECT + "where id = :id")
        .bind("id", id.value())
        .mapProperties(TenantRow.class)
        .one()
        .as(Detached::mono)
        .map(TenantRow::toTenant);
  }

  @Override
  public Mono<Tenant> findBySlug(String slug) {
    return database
        .sql(SELECT + "where slug = :slug")
        .bind("slug", slug)
        .mapProperties(TenantRow.class)
        .one()
        .as(Detached::mono)
        .map(TenantRow::toTenant);
  }

  @Override
  public Flux<Tenant> list(@Nullable String text, @Nullable TenantId after, int limit) {
    var search = TenantSearch.tenants(text, after);
    return database
        .sql(SELECT + search)
        .bindValues(search.values())
        .bind("limit", PageSize.checked(limit))
        .mapProperties(TenantRow.class)
        .all()
        .as(Detached::flux)
        .map(TenantRow::toTenant);
  }

  @Override
  public Flux<Tenant> of(UserId user) {
    return database
        .sql(
            SELECT
                + """
                where id in (select tenant_id from membership where user_id = :user)
                order by name, id
                """)
        .bind("user", user.value())
        .mapProperties(TenantRow.class)
        .all()
        .as(Detached::flux)
        .map(TenantRow::toTenant);
  }

  @Override
  public Mono<Tenant> save(Tenant tenant) {
    return database
        .sql(SAVE)
        .bindProperties(TenantRow.of(tenant))
        .then()
        .onErrorMap(DuplicateKeyException.class, R2dbcTenants::inWordsOfTheDomain)
        .thenReturn(tenant);
  }

  @Override
  public Flux<Membership> members(
      TenantId tenant, @Nullable String text, @Nullable UserId after, int limit) {
    var search = TenantSearch.members(tenant, text, after);
    return database
        .sql(SELECT_MEMBERS + search)
        .bindValues(search.values())
        .bind("limit", PageSize.checked(limit))
        .mapProperties(MembershipRow.class)
        .all()
        .as(Detached::flux)
        .map(MembershipRow::toMembership);
  }

  @Override
  public Mono<Membership> member(TenantId tenant, UserId user) {
    return database
        .sql(SELECT_MEMBERS + "where tenant_id = :tenant and user_id = :user")
        .bind("tenant", tenant.value())
        .bind("user", user.value())
        .mapProperties(MembershipRow.class)
        .one()
        .as(Detached::mono)
        .map(MembershipRow::toMembership);
  }

  @Override
  public Mono<Long> memberCount(TenantId tenant) {
    return database
        .sql("select count(*) from membership where tenant_id = :tenant")
        .bind("tenant", tenant.value())
        .mapValue(Long.class)
        .one()
        .as(Detached::mono);
  }

  @Override
  public Flux<Membership> memberships(UserId user) {
    return database
        .sql(SELECT_MEMBERS + "where user_id = :user order by created_at, tenant_id")
        .bind("user", user.value())
        .mapProperties(MembershipRow.class)
        .all()
        .as(Detached::flux)
        .map(MembershipRow::toMembership);
  }

  @Override
  public Mono<Membership> save(Membership membership) {
    return locked(membership.tenant())
        .then(
            database
                .sql(SAVE_MEMBER)
                .bindProperties(MembershipRow.of(membership))
                .fetch()
                .rowsUpdated())
        .filter(saved -> saved > 0)
        .switchIfEmpty(Mono.error(LastOwner::new))
        .thenReturn(membership);
  }

  @Override
  public Mono<Void> remove(TenantId tenant, UserId user) {
    return locked(tenant)
        .then(
            database
                .sql(REMOVE_MEMBER)
                .bind("tenantId", tenant.value())
                .bind("userId", user.value())
                .fetch()
                .rowsUpdated())
        .filter(removed -> removed == 0)
        .flatMap(kept -> member(tenant, user))
        .flatMap(stillMember -> Mono.error(new LastOwner()));
  }

  private Mono<Void> locked(TenantId tenant) {
    return database.sql(LOCK).bind("id", tenant.value()).fetch().all().then();
  }

  private static Throwable inWordsOfTheDomain(DuplicateKeyException failure) {
    return switch (UniqueConstraint.violatedBy(failure)) {
      case "tenant_slug_key" -> new AlreadyExists("slug");
      default -> failure;
    };
  }
}
