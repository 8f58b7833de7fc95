package io.tollgate.portal.audit;

import io.tollgate.domain.audit.AuditFilter;
import io.tollgate.portal.web.ListAddress;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * The filters of the audit trail as they stand in the URL.
 *
 * @param from the first day, as ISO 8601
 * @param to the last day
 */
record AuditForm(
    @Nullable String actor,
    @Nullable String action,
    @Nullable String object,
    @Nullable String from,
    @Nullable String to) {

  /** What is asked for; days begin in the given time zone. */
  AuditFilter filter(ZoneId zone) {
    var last = day(to);
    return new AuditFilter(
        null,
        text(actor),
        text(action),
        text(object),
        start(day(from), zone),
        last == null ? null : start(last.plusDays(1), zone));
  }

  boolean isFiltered() {
    return text(actor) != null
        || text(action) != null
        || text(object) != null
        || day(from) != null
        || day(to) != null;
  }

  /** The same filters on a page of theirs. */
  String on(String path, @Nullable Long before) {
    return ListAddress.of(path)
        .with("actor", actor)
        .with("action", action)
        .with("object", object)
        .with("from", from)
        .with("to", to)
        .with("before", before)
        .toString();
  }

  private static @Nullable String text(@Nullable String typed) {
    return typed == null || typed.isBlank() ? null : typed.strip();
  }

  /** A day that cannot be read narrows nothing. */
  private static @Nullable LocalDate day(@Nullable String typed) {
    var text = text(typed);
    try {
      return text == null ? null : LocalDate.parse(text);
    } catch (DateTimeParseException noDay) {
      return null;
    }
  }

  private static @Nullable Instant start(@Nullable LocalDate day, ZoneId zone) {
    return day == null ? null : day.atStartOfDay(zone).toInstant();
  }
}
