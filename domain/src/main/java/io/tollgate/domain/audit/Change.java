package io.tollgate.domain.audit;

import io.tollgate.domain.tenant.TenantId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an audit entry says.
 *
 * @param tenant whose admins may read it; null for the platform's own
 * @param action past tense with its object, such as {@code subscription.approved}
 * @param before the fields that changed, as they were; never a secret
 * @param after the same fields, as they are now
 */
public record Change(
    Actor actor,
    @Nullable TenantId tenant,
    String action,
    String objectType,
    String objectId,
    Map<String, String> before,
    Map<String, String> after) {

  public Change {
    before = Map.copyOf(before);
    after = Map.copyOf(after);
  }
}
