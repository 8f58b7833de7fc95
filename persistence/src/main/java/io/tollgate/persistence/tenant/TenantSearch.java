package io.tollgate.persistence.tenant;

import io.tollgate.domain.identity.UserId;
import io.tollgate.domain.tenant.TenantId;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which tenants, or which members of one, a question is about, in the order of their indexes. */
final class TenantSearch {

  private static final String TENANT_TEXT =
      "(strpos(lower(name), lower(:text)) > 0 or strpos(slug, lower(:text)) > 0)";

  /** Names may be equal: the id decides. */
  private static final String TENANT_AFTER =
      "(name, id) > (select name, id from tenant where id = :after)";

  /**
   * Who is called so is found once for all members. "Is true" has it stay that way: as a join, each
   * of very many members would be looked up by itself.
   */
  private static final String MEMBER_TEXT =
      """
      (user_id in (
        select id from app_user
        where strpos(lower(display_name), lower(:text)) > 0 or strpos(email, lower(:text)) > 0
      )) is true
      """;

  /** Who joined at the same moment is told apart by the id. */
  private static final String MEMBER_AFTER =
      """
      (created_at, user_id) > (
        select created_at, user_id from membership
        where user_id = :after and tenant_id = :tenant)
      """;

  private final StringBuilder sql;
  private final String order;
  private final Map<String, Object> values = new HashMap<>();

  private TenantSearch(String first, String order) {
    this.sql = new StringBuilder("where ").append(first);
    this.order = order;
  }

  static TenantSearch tenants(@Nullable String text, @Nullable TenantId after) {
    return new TenantSearch("true", "name, id")
        .and(TENANT_TEXT, "text", text)
        .and(TENANT_AFTER, "after", after == null ? null : after.value());
  }

  static TenantSearch members(TenantId tenant, @Nullable String text, @Nullable UserId after) {
    var search = new TenantSearch("tenant_id = :tenant", "created_at, user_id");
    search.values.put("tenant", tenant.value());
    return search
        .and(MEMBER_TEXT, "text", text)
        .and(MEMBER_AFTER, "after", after == null ? null : after.value());
  }

  private TenantSearch and(String condition, String name, @Nullable Object value) {
    if (value != null) {
      sql.append(" and ").append(condition);
      values.put(name, value);
    }
    return this;
  }

  Map<String, Object> values() {
    return values;
  }

  /** The text behind the columns; how many are wanted is bound as {@code limit}. */
  @Override
  public String toString() {
    return sql + " order by " + order + " limit :limit";
  }
}
