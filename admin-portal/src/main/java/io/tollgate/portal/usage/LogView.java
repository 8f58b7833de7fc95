package io.tollgate.portal.usage;

import io.tollgate.domain.application.ApplicationId;
import io.tollgate.domain.catalogue.ApiId;
import io.tollgate.domain.ledger.LedgerEntry;
import io.tollgate.domain.ledger.LedgerEntry.Outcome;
import io.tollgate.domain.ledger.LedgerQueries.Cursor;
import io.tollgate.portal.usage.UsageView.Whose;
import io.tollgate.portal.web.ListAddress;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which requests the log shows, as it stands in its address.
 *
 * @param of whose requests
 * @param after the last request of the page before, or null for the first page
 */
record LogView(
    Whose of,
    UsagePeriod period,
    @Nullable ApplicationId application,
    @Nullable ApiId api,
    @Nullable String model,
    @Nullable Outcome outcome,
    @Nullable Integer status,
    @Nullable Cursor after) {

  /** The words of an address. */
  record Address(
      @Nullable String of,
      @Nullable String period,
      @Nullable String application,
      @Nullable String api,
      @Nullable String model,
      @Nullable String outcome,
      @Nullable String status,
      @Nullable String after) {}

  /** Reads an address; what it says wrongly does not narrow. */
  static LogView read(Address address) {
    return new LogView(
        UsageView.parse(Whose.class, address.of(), Whose.OWN),
        UsageView.parse(UsagePeriod.class, address.period(), UsagePeriod.LAST_7_DAYS),
        id(address.application(), ApplicationId::new),
        id(address.api(), ApiId::new),
        blankToNull(address.model()),
        UsageView.find(Outcome.class, address.outcome()),
        number(address.status()),
        cursor(address.after()));
  }

  LogQuestion question(LocalDate today, ZoneId zone) {
    return new LogQuestion(
        period.from(today).atStartOfDay(zone).toInstant(),
        today.plusDays(1).atStartOfDay(zone).toInstant(),
        null,
        application,
        api,
        model,
        outcome,
        status);
  }

  public boolean narrows() {
    return application != null || api != null || model != null || outcome != null || status != null;
  }

  /** The path to the page that begins behind an entry. */
  String next(LedgerEntry last) {
    return address("/logs").with("after", last.startedAt() + "_" + last.requestId()).toString();
  }

  String path(String page) {
    return address(page).toString();
  }

  private ListAddress address(String page) {
    return ListAddress.of(page)
        .with("of", UsageView.name(of))
        .with("period", UsageView.name(period))
        .with("application", application)
        .with("api", api)
        .with("model", model)
        .with("outcome", outcome == null ? null : UsageView.name(outcome))
        .with("status", status);
  }

  private static @Nullable String blankToNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }

  private static @Nullable Integer number(@Nullable String text) {
    return text != null && text.matches("[1-5][0-9]{2}") ? Integer.valueOf(text) : null;
  }

  private static <T> @Nullable T id(@Nullable String text, Function<UUID, T> make) {
    if (text == null || text.isBlank()) {
      return null;
    }
    try {
      return make.apply(UUID.fromString(text));
    } catch (IllegalArgumentException noId) {
      return null;
    }
  }

  private static @Nullable Cursor cursor(@Nullable String text) {
    if (text == null) {
      return null;
    }
    int end = text.indexOf('_');
    try {
      return end < 0
          ? null
          : new Cursor(
              Instant.parse(text.substring(0, end)), UUID.fromString(text.substring(end + 1)));
    } catch (DateTimeParseException | IllegalArgumentException noCursor) {
      return null;
    }
  }
}
