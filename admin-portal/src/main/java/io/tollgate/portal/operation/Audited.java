package io.tollgate.portal.operation;

import io.tollgate.domain.audit.Change;
import io.tollgate.domain.authorization.Viewer;
import io.tollgate.domain.tenant.TenantId;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Builds the audit entry of a write. Each operation names the fields that are recorded, so that no
 * secret gets in by accident; of these, only those that changed are kept.
 */
public final class Audited {

  private final Viewer viewer;
  private final @Nullable TenantId tenant;
  private final String action;
  private final String objectType;
  private final String objectId;
  private final Map<String, String> before = new HashMap<>();
  private final Map<String, String> after = new HashMap<>();

  private Audited(
      Viewer viewer, @Nullable TenantId tenant, String type, String id, String happened) {
    this.viewer = viewer;
    this.tenant = tenant;
    this.action = type + "." + happened;
    this.objectType = type;
    this.objectId = id;
  }

  /**
   * Starts an entry.
   *
   * @param tenant whose admins may read it; null for the platform's own
   * @param happened in the past tense, such as {@code renamed}
   */
  public static Audited by(
      Viewer viewer, @Nullable TenantId tenant, String type, Object id, String happened) {
    return new Audited(viewer, tenant, type, id.toString(), happened);
  }

  /** A field of a new object. */
  public Audited with(String field, @Nullable Object value) {
    return changed(field, null, value);
  }

  /** A field that may have changed. */
  public Audited changed(String field, @Nullable Object was, @Nullable Object is) {
    if (Objects.equals(was, is)) {
      return this;
    }
    if (was != null) {
      before.put(field, was.toString());
    }
    if (is != null) {
      after.put(field, is.toString());
    }
    return this;
  }

  /** All fields of a description, compared with the description before; null for a new object. */
  public Audited changed(@Nullable Map<String, ?> was, Map<String, ?> is) {
    is.forEach((field, value) -> changed(field, was == null ? null : was.get(field), value));
    return this;
  }

  public Change change() {
    return new Change(viewer.actor(), tenant, action, objectType, objectId, before, after);
  }
}
