package io.tollgate.persistence.ledger;

import io.tollgate.domain.ledger.LedgerEntry;
import java.util.List;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** Many entries as one parameter: a JSON array whose objects have the table's columns. */
final class LedgerBatch {

  private static final JsonMapper JSON =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  private LedgerBatch() {}

  static String text(List<LedgerEntry> entries) {
    var text = JSON.writeValueAsString(entries.stream().map(LedgerEntryRow::of).toList());
    // PostgreSQL has no character NUL. What a client sends must not stop a batch from being booked.
    return text.replace("\\u0000", "\\ufffd");
  }
}
