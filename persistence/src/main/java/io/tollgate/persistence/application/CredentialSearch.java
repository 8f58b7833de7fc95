package io.tollgate.persistence.application;

import io.tollgate.domain.application.ApplicationId;
import io.tollgate.domain.application.CredentialFilter;
import io.tollgate.domain.application.CredentialId;
import io.tollgate.persistence.database.Conditions;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which credentials of an application a question is about, in the order of their index. */
final class CredentialSearch {

  /** What {@link io.tollgate.domain.application.Credential#isValid} says. */
  static final String VALID = "revoked_at is null and (expires_at is null or expires_at > :at)";

  private static final String TEXT =
      "(strpos(lower(name), lower(:text)) > 0 or starts_with(prefix, :text))";

  /** Rotations at the same moment have the same time: the id decides. */
  private static final String AFTER =
      """
      (created_at, id) < (
        select created_at, id from credential where id = :after and application_id = :application)
      """;

  private final Conditions conditions;

  private CredentialSearch(Conditions conditions) {
    this.conditions = conditions;
  }

  static CredentialSearch of(
      ApplicationId application, CredentialFilter filter, @Nullable CredentialId after) {
    var state = filter.state();
    return new CredentialSearch(
        Conditions.where("application_id = :application", "application", application.value())
            .and(TEXT, "text", filter.text())
            .and(state == null ? "" : condition(state), "at", state == null ? null : filter.at())
            .and(AFTER, "after", after == null ? null : after.value()));
  }

  private static String condition(CredentialFilter.State state) {
    return switch (state) {
      case VALID -> VALID;
      case ENDED -> "not (" + VALID + ")";
    };
  }

  Map<String, Object> values() {
    return conditions.values();
  }

  /** The text behind the columns; how many are wanted is bound as {@code limit}. */
  @Override
  public String toString() {
    return conditions + " order by created_at desc, id desc limit :limit";
  }
}
