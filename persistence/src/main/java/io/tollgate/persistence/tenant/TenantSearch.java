package io.tollgate.persistence.tenant;

import io.tollgate.domain.identity.UserId;
import io.tollgate.domain.tenant.TenantId;
import io.tollgate.persistence.database.Conditions;
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

  private final Conditions conditions;
  private final String order;

  private TenantSearch(Conditions conditions, String order) {
    this.conditions = conditions;
    this.order = order;
  }

  static TenantSearch tenants(@Nullable String text, @Nullable TenantId after) {
    return new TenantSearch(
        Conditions.where("true")
            .and(TENANT_TEXT, "text", text)
            .and(TENANT_AFTER, "after", after == null ? null : after.value()),
        "name, id");
  }

  static TenantSearch members(TenantId tenant, @Nullable String text, @Nullable UserId after) {
    return new TenantSearch(
        Conditions.where("tenant_id = :tenant", "tenant", tenant.value())
            .and(MEMBER_TEXT, "text", text)
            .and(MEMBER_AFTER, "after", after == null ? null : after.value()),
        "created_at, user_id");
  }

  Map<String, Object> values() {
    return conditions.values();
  }

  /** The text behind the columns; how many are wanted is bound as {@code limit}. */
  @Override
  public String toString() {
    return conditions + " order by " + order + " limit :limit";
  }
}
