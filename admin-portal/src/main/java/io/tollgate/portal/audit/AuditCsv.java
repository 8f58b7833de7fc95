package io.tollgate.portal.audit;

import io.tollgate.domain.audit.AuditEntry;
import io.tollgate.portal.web.Csv;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/** Audit entries as CSV, with what changed as JSON objects. */
final class AuditCsv {

  static final String HEADING =
      Csv.line(
          "sequence",
          "occurred_at",
          "actor",
          "actor_id",
          "tenant",
          "action",
          "object_type",
          "object_id",
          "before",
          "after");

  private static final JsonMapper JSON = JsonMapper.shared();

  private AuditCsv() {}

  static String line(AuditEntry entry) {
    var change = entry.change();
    return Csv.line(
        entry.sequence(),
        entry.occurredAt(),
        change.actor().name(),
        change.actor().user(),
        change.tenant(),
        change.action(),
        change.objectType(),
        change.objectId(),
        json(change.before()),
        json(change.after()));
  }

  private static String json(Map<String, String> fields) {
    return JSON.writeValueAsString(new TreeMap<>(fields));
  }
}
