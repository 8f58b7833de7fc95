package io.tollgate.persistence.application;

import io.tollgate.domain.application.ApplicationFilter;
import io.tollgate.domain.application.ApplicationId;
import io.tollgate.domain.tenant.TenantId;
import io.tollgate.persistence.database.Conditions;
import io.tollgate.persistence.database.EnumColumn;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which applications of a tenant a question is about, in the order of their names. */
final class ApplicationSearch {

  private static final String TEXT = "strpos(lower(name), lower(:text)) > 0";

  /** No two applications of a tenant have the same name. */
  private static final String AFTER =
      "name > (select name from application where id = :after and tenant_id = :tenant)";

  private final Conditions conditions;

  private ApplicationSearch(Conditions conditions) {
    this.conditions = conditions;
  }

  static ApplicationSearch of(
      TenantId tenant, ApplicationFilter filter, @Nullable ApplicationId after) {
    var status = filter.status();
    return new ApplicationSearch(
        Conditions.where("tenant_id = :tenant", "tenant", tenant.value())
            .and(TEXT, "text", filter.text())
            .and("status = :status", "status", status == null ? null : EnumColumn.text(status))
            .and(AFTER, "after", after == null ? null : after.value()));
  }

  Map<String, Object> values() {
    return conditions.values();
  }

  /** The text behind the columns; how many are wanted is bound as {@code limit}. */
  @Override
  public String toString() {
    return conditions + " order by name limit :limit";
  }
}
