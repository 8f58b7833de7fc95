package io.tollgate.domain.audit;

import io.tollgate.domain.tenant.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which audit entries are meant: those that match all that is not null.
 *
 * @param tenant what concerns it; null for everything
 * @param actor a part of who did it, in any case
 * @param action a part of what was done, such as {@code subscription} or {@code revoked}
 * @param object the whole id of what it was done to
 * @param from inclusive
 * @param to exclusive
 */
public record AuditFilter(
    @Nullable TenantId tenant,
    @Nullable String actor,
    @Nullable String action,
    @Nullable String object,
    @Nullable Instant from,
    @Nullable Instant to) {

  public static final AuditFilter ALL = of(null);

  /** Everything that concerns a tenant, or everything at all for null. */
  public static AuditFilter of(@Nullable TenantId tenant) {
    return new AuditFilter(tenant, null, null, null, null, null);
  }

  public AuditFilter within(TenantId only) {
    return new AuditFilter(only, actor, action, object, from, to);
  }
}
