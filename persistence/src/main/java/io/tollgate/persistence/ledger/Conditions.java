package io.tollgate.persistence.ledger;

import io.tollgate.domain.ledger.EntryFilter;
import io.tollgate.domain.ledger.LedgerScope;
import io.tollgate.persistence.database.EnumColumn;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;

/**
 * Which rows a question is about. There are no conditions without a scope, and this is the one
 * place that knows what a scope may see.
 */
final class Conditions {

  private final String sql;
  private final Map<String, Object> values;

  private Conditions(String sql, Map<String, Object> values) {
    this.sql = sql;
    this.values = values;
  }

  static Conditions seenBy(LedgerScope scope) {
    return switch (scope) {
      case LedgerScope.Consumer consumer ->
          new Conditions("tenant_id = :scope", Map.of("scope", consumer.tenant().value()));
      case LedgerScope.Owner owner ->
          new Conditions("owner_tenant_id = :scope", Map.of("scope", owner.tenant().value()));
      case LedgerScope.Platform _ -> new Conditions("true", Map.of());
    };
  }

  Conditions and(String condition) {
    return new Conditions(sql + " and " + condition, values);
  }

  /** Adds a condition on a value, or none when there is no such value. */
  Conditions and(String condition, String name, @Nullable Object value) {
    return value == null ? this : and(condition).binding(name, value);
  }

  Conditions binding(String name, Object value) {
    var more = new HashMap<>(values);
    more.put(name, value);
    return new Conditions(sql, more);
  }

  /** What roll-ups know, too. */
  Conditions matching(EntryFilter filter, String model) {
    var tenant = filter.tenant();
    var application = filter.application();
    var api = filter.api();
    return and("tenant_id = :tenant", "tenant", tenant == null ? null : tenant.value())
        .and(
            "application_id = :application",
            "application",
            application == null ? null : application.value())
        .and("api_id = :api", "api", api == null ? null : api.value())
        .and(model + " = :model", "model", filter.model());
  }

  /**
   * What only entries know. The outcome is one of our own words, the status a number, and both
   * stand in the text: behind a parameter the indexes of what is not usual could not be used.
   */
  Conditions endingAs(EntryFilter filter) {
    var outcome = filter.outcome();
    var status = filter.httpStatus();
    var ended = outcome == null ? this : and("outcome = '%s'".formatted(EnumColumn.text(outcome)));
    return status == null ? ended : ended.and("http_status = " + status);
  }

  GenericExecuteSpec bindTo(GenericExecuteSpec statement) {
    return statement.bindValues(values);
  }

  /** The text behind {@code where}. */
  @Override
  public String toString() {
    return sql;
  }
}
