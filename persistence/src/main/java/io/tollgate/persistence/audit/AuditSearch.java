package io.tollgate.persistence.audit;

import io.tollgate.domain.audit.AuditFilter;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which entries a question is about, such that each of its conditions can use an index. */
final class AuditSearch {

  private static final String ACTOR = "lower(actor) like '%' || lower(:actor) || '%'";

  /** Pages show an action with spaces, so that no separator counts. */
  private static final String ACTION =
      "translate(lower(action), '._-', '   ')"
          + " like '%' || translate(lower(:action), '._-', '   ') || '%'";

  /**
   * Entries are read in the order of their numbers, so that a page costs the same wherever it lies:
   * moments are turned into numbers first. Nodes whose clocks differ write moments out of order; an
   * hour is more than they differ by.
   */
  private static final String FROM =
      """
      occurred_at >= :from and sequence > coalesce((
        select sequence from audit_entry where occurred_at < :from - interval '1 hour'
        order by occurred_at desc limit 1), 0)
      """;

  private static final String TO =
      """
      occurred_at < :to and sequence < coalesce((
        select sequence from audit_entry where occurred_at >= :to + interval '1 hour'
        order by occurred_at limit 1), 9223372036854775807)
      """;

  private final StringBuilder sql = new StringBuilder("where sequence < :below");
  private final Map<String, Object> values = new HashMap<>();

  private AuditSearch(@Nullable Long before) {
    values.put("below", before == null ? Long.MAX_VALUE : before);
  }

  static AuditSearch of(AuditFilter filter, @Nullable Long before) {
    var tenant = filter.tenant();
    return new AuditSearch(before)
        .and("tenant_id = :tenant", "tenant", tenant == null ? null : tenant.value())
        .and(ACTOR, "actor", literal(filter.actor()))
        .and(ACTION, "action", literal(filter.action()))
        .and("object_id = :object", "object", filter.object())
        .and(FROM, "from", filter.from())
        .and(TO, "to", filter.to());
  }

  private AuditSearch and(String condition, String name, @Nullable Object value) {
    if (value != null) {
      sql.append(" and ").append(condition);
      values.put(name, value);
    }
    return this;
  }

  /** What people type has no wildcards. */
  private static @Nullable String literal(@Nullable String typed) {
    return typed == null ? null : typed.replaceAll("[\\\\%_]", "\\\\$0");
  }

  Map<String, Object> values() {
    return values;
  }

  /** The text behind the columns; how many are wanted is bound as {@code limit}. */
  @Override
  public String toString() {
    return sql + " order by sequence desc limit :limit";
  }
}
